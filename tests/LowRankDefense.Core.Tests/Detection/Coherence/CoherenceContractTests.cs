using LowRankDefense.Core.Detection.Coherence.Judging;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Core.Tests.Detection.Coherence;

public sealed class CoherenceContractTests : TrainedDetectorContract
{
    protected override string Family => CoherenceDetector.FamilyName;
}
