using LowRankDefense.Lab.Measuring;

namespace LowRankDefense.Lab.Tests.Measuring;

public sealed class SpreadTests
{
    [Theory]
    [InlineData(new[] { 3.0 }, 3, 3, 3)]
    [InlineData(new[] { 5.0, 1, 3 }, 3, 1, 5)]
    [InlineData(new[] { 5.0, 1, 3, 4 }, 3.5, 1, 5)]
    public void Spread_ShouldBeMedianAndEnds(double[] values, double median, double lowest, double highest) =>
        Spread.Of(values.Select(v => (double?)v)).ShouldBe(new Spread(median, lowest, highest));

    [Fact]
    public void Spread_ShouldLeaveOutWhatWasNotMeasured()
    {
        Spread.Of([null, 2, null, 4]).ShouldBe(new Spread(3, 2, 4));
        Spread.Of([null, null]).ShouldBeNull();
        Spread.Of([]).ShouldBeNull();
    }
}
