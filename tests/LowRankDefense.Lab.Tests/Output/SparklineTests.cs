using LowRankDefense.Lab.Output;

namespace LowRankDefense.Lab.Tests.Output;

public class SparklineTests
{
    [Fact]
    public void Blocks_ShouldRiseWithTheValues() => Sparkline.Of([0, 0.5, 1, 2], top: 1).ShouldBe("▁▅██");

    [Fact]
    public void Curve_ShouldBeFlat_WhereAllIsZero() => Sparkline.Of([0, 0], top: 0).ShouldBe("▁▁");
}
