using FsCheck.Xunit;
using LowRankDefense.Core.Evaluation.Intervals;
using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Evaluation.Intervals;

public class BootstrapTests
{
    private static readonly double[] Skewed = [0.2, 0.9, 1.4, 0.1, 3.8, 0.6, 2.2, 0.4, 7.5, 1.1, 0.3, 5.0, 0.8, 1.9, 0.5];

    // scipy.stats.bootstrap(n_resamples=2_000_000) of SciPy 1.10.1
    [Theory]
    [InlineData(IntervalMethod.Percentile, 0.95, 0.8667, 2.9067)]
    [InlineData(IntervalMethod.Percentile, 0.80, 1.1267, 2.4800)]
    [InlineData(IntervalMethod.BiasCorrectedAccelerated, 0.95, 1.0067, 3.2400)]
    [InlineData(IntervalMethod.BiasCorrectedAccelerated, 0.80, 1.2333, 2.6667)]
    public void Bounds_ShouldBeThoseOfSciPy(IntervalMethod method, double level, double low, double high)
    {
        var interval = Bootstrap.Interval(Skewed, level, 100_000, new SeededRandom(1), method);

        interval.Low.ShouldBe(low, 0.02);
        interval.High.ShouldBe(high, 0.03);
    }

    [Fact]
    public void Bounds_ShouldBeBinomialQuantiles_WhenValuesAreHits()
    {
        var hits = Enumerable.Range(0, 200).Select(u => u < 60 ? 1.0 : 0.0).ToArray();

        var interval = Bootstrap.Interval(hits, 0.8, 100_000, new SeededRandom(1), IntervalMethod.Percentile);

        // A resampled share is Binomial(200, 0.3) / 200; scipy.stats.binom.ppf([0.1, 0.9], 200, 0.3) = 52, 68
        interval.ShouldBe(new ConfidenceInterval(52 / 200.0, 68 / 200.0));
    }

    [Theory]
    [InlineData(IntervalMethod.Percentile)]
    [InlineData(IntervalMethod.BiasCorrectedAccelerated)]
    public void Interval_ShouldCoverTheMean_AsOftenAsItSays(IntervalMethod method)
    {
        const int samples = 200;
        var random = new SeededRandom(7);
        var covered = 0;
        for (var s = 0; s < samples; s++)
        {
            var values = Enumerable.Range(0, 60).Select(_ => 3.0 + random.NextGaussian()).ToArray();
            var (low, high) = Bootstrap.Interval(values, 0.95, 1000, random, method);
            covered += low <= 3.0 && 3.0 <= high ? 1 : 0;
        }

        ((double)covered / samples).ShouldBeInRange(0.90, 0.99);
    }

    [Property(MaxTest = 40)]
    public void Interval_ShouldMoveAndStretchWithTheValues(int seed, byte shift, byte scale)
    {
        var random = new SeededRandom((ulong)seed);
        var values = Enumerable.Range(0, 25).Select(_ => random.NextDouble()).ToArray();
        var (a, b) = (1.0 + scale, shift - 100.0);
        foreach (var method in Enum.GetValues<IntervalMethod>())
        {
            var (low, high) = Bootstrap.Interval(values, 0.9, 300, new SeededRandom(5), method);
            var moved = Bootstrap.Interval(Array.ConvertAll(values, v => (a * v) + b), 0.9, 300, new SeededRandom(5), method);

            moved.Low.ShouldBe((a * low) + b, 1e-9 * (a + 200.0));
            moved.High.ShouldBe((a * high) + b, 1e-9 * (a + 200.0));
        }
    }

    [Property(MaxTest = 40)]
    public void Interval_ShouldLieWithinTheValuesAndGrowWithTheLevel(int seed)
    {
        var random = new SeededRandom((ulong)seed);
        var values = Enumerable.Range(0, 1 + random.NextInt(30)).Select(_ => random.NextGaussian()).ToArray();
        foreach (var method in Enum.GetValues<IntervalMethod>())
        {
            var narrow = Bootstrap.Interval(values, 0.5, 200, new SeededRandom(5), method);
            var wide = Bootstrap.Interval(values, 0.99, 200, new SeededRandom(5), method);

            double[] order = [values.Min() - 1e-12, wide.Low, narrow.Low, narrow.High, wide.High, values.Max() + 1e-12];
            order.ShouldBeInOrder();
        }
    }

    [Theory]
    [InlineData(IntervalMethod.Percentile)]
    [InlineData(IntervalMethod.BiasCorrectedAccelerated)]
    public void Interval_ShouldHaveNoWidth_WhenValuesAreEqual(IntervalMethod method)
    {
        double[] equal = [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1];

        var (low, high) = Bootstrap.Interval(equal, 0.95, 100, new SeededRandom(1), method);

        low.ShouldBe(0.1, 1e-15);
        high.ShouldBe(low);
        Bootstrap.Interval([4.5], 0.95, 100, new SeededRandom(1), method).ShouldBe(new ConfidenceInterval(4.5, 4.5));
    }

    [Fact]
    public void Interval_ShouldBeTheSame_ForOneSeedOnAnyNumberOfCores()
    {
        var many = Bootstrap.Interval(Skewed, 0.95, 1000, new SeededRandom(3));
        using var limit = Cores.Limit(1);

        Bootstrap.Interval(Skewed, 0.95, 1000, new SeededRandom(3)).ShouldBe(many);
        Bootstrap.Interval(Skewed, 0.95, 1000, new SeededRandom(4)).ShouldNotBe(many);
    }
}
