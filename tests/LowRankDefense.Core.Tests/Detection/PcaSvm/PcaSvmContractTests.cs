using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Core.Tests.Detection.PcaSvm;

public sealed class PcaSvmContractTests : TrainedDetectorContract
{
    protected override string Family => PcaSvmDetector.FamilyName;
}
