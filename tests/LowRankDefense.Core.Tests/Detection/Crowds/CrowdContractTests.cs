using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Crowds.Judging;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Core.Tests.Detection.Crowds;

public sealed class CrowdContractTests : DetectorContract
{
    protected override string Family => CrowdDetector.FamilyName;

    // More crowds than bits in a word; the user whose profiles are judged belongs to one of the second word.
    protected override IDetector Create() =>
        new CrowdDetector(
            "contract-1",
            [
                .. Enumerable
                    .Range(0, 30)
                    .Select(c => new CrowdModel(
                        $"crowd-{c}",
                        1,
                        $"item-{c}",
                        new Dictionary<string, float> { [c == 25 ? "u" : $"user-{c}"] = 3.5f }
                    )),
            ],
            threshold: 2f
        );
}
