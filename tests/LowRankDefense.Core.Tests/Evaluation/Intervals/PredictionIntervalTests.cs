using LowRankDefense.Core.Evaluation.Intervals;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Evaluation.Intervals;

public class PredictionIntervalTests
{
    [Fact]
    public void Bounds_ShouldBeThoseOfTheTables()
    {
        // x̄ = 3, s = √2.5, t(4 degrees, 0.975) = 2.776445
        var half = 2.776445 * Math.Sqrt(2.5) * Math.Sqrt(1.2);

        var interval = PredictionInterval.Of([1, 2, 3, 4, 5], 0.95);

        interval.Low.ShouldBe(3 - half, 1e-5);
        interval.High.ShouldBe(3 + half, 1e-5);
    }

    [Fact]
    public void Interval_ShouldHoldTheNextRun_AsOftenAsItSays()
    {
        var random = new SeededRandom(3);

        var held = Enumerable
            .Range(0, 4_000)
            .Count(_ =>
            {
                var interval = PredictionInterval.Of([.. Enumerable.Range(0, 5).Select(_ => random.NextGaussian())], 0.9);
                return random.NextGaussian() is var next && next >= interval.Low && next <= interval.High;
            });

        // 3,600 are expected, with a deviation of 19.
        held.ShouldBeInRange(3_540, 3_660);
    }

    [Fact]
    public void Interval_ShouldHaveNoWidth_WhenRunsAreEqual() => PredictionInterval.Of([0.5, 0.5], 0.95).ShouldBe(new ConfidenceInterval(0.5, 0.5));

    [Fact]
    public void OneRun_ShouldBeRefused() =>
        Should.Throw<ArgumentException>(() => PredictionInterval.Of([1.0], 0.95)).Message.ShouldContain("two or more");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Level_ShouldBeRefused_WhenItIsNone(double level) =>
        Should.Throw<ArgumentOutOfRangeException>(() => PredictionInterval.Of([1.0, 2.0], level));
}
