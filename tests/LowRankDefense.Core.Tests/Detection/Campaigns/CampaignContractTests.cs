using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Campaigns.Judging;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Core.Tests.Detection.Campaigns;

public sealed class CampaignContractTests : DetectorContract
{
    protected override string Family => CampaignDetector.FamilyName;

    // Of items that users of the first community have: more than one word of bits, and one item in both.
    protected override IDetector Create() =>
        new CampaignDetector(
            "contract-1",
            [Campaign("one", first: 0, items: 30), Campaign("two", first: 25, items: 6)],
            threshold: 10f,
            coreItems: 3
        );

    private static CampaignModel Campaign(string name, int first, int items) =>
        new(name, 1, [.. Enumerable.Range(first, items).Select(i => new TellingItem($"item-{i}", 0.9, 0.001, IsCore: i % 2 == 0))]);
}
