using LowRankDefense.Core.Evaluation;
using LowRankDefense.Core.Evaluation.Intervals;
using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Evaluation.Intervals;

public class LabelledBootstrapTests
{
    private static readonly float[] Fakes = [2.1f, 1.4f, 0.3f, 1.9f, 2.8f, 0.7f, 1.2f, 2.4f];
    private static readonly float[] Genuine = [0.1f, 0.8f, -0.5f, 1.3f, 0.2f, -1.1f, 0.6f, 0.4f, 1.0f, -0.2f, 1.6f, 0.0f];
    private static readonly float[] Scores = [.. Genuine[..5], .. Fakes, .. Genuine[5..]];
    private static readonly bool[] Fake = [.. Scores.Select(s => Fakes.Contains(s))];

    // scipy.stats.bootstrap((fakes, genuine), auc, n_resamples=400_000) of SciPy 1.10.1; values lie 1/96 apart
    [Theory]
    [InlineData(IntervalMethod.Percentile, 0.7083, 0.9792)]
    [InlineData(IntervalMethod.BiasCorrectedAccelerated, 0.6562, 0.9583)]
    public void AucBounds_ShouldBeThoseOfSciPy(IntervalMethod method, double low, double high)
    {
        var interval = LabelledBootstrap.Interval(Scores, Fake, DetectionMetrics.RocAuc, 0.9, 20_000, new SeededRandom(1), method);

        interval.Low.ShouldBe(low, 1.01 / 96);
        interval.High.ShouldBe(high, 1.01 / 96);
    }

    [Fact]
    public void Resamples_ShouldKeepTheNumberOfFakes()
    {
        var interval = LabelledBootstrap.Interval(
            Scores,
            Fake,
            static (scores, fake) => scores.Length + (fake.Count(true) / 100.0),
            0.95,
            200,
            new SeededRandom(1)
        );

        interval.ShouldBe(new ConfidenceInterval(20.08, 20.08));
    }

    [Theory]
    [InlineData(IntervalMethod.Percentile)]
    [InlineData(IntervalMethod.BiasCorrectedAccelerated)]
    public void Statistic_ShouldHaveNothingToSort_OnAnyResample(IntervalMethod method)
    {
        var unsorted = 0;

        LabelledBootstrap.Interval(Scores, Fake, AreaOfSorted, 0.9, 200, new SeededRandom(2), method);

        unsorted.ShouldBe(0);

        double AreaOfSorted(ReadOnlySpan<float> scores, ReadOnlySpan<bool> fake)
        {
            for (var u = 1; u < scores.Length; u++)
            {
                if (scores[u] < scores[u - 1])
                    Interlocked.Increment(ref unsorted);
            }

            return DetectionMetrics.RocAuc(scores, fake);
        }
    }

    [Fact]
    public void Interval_ShouldBeThatOfResamplesDrawnUserByUser()
    {
        // The plain way: fakes for the fakes, genuine users for the genuine ones, and a full sort inside the statistic
        var (random, draws) = (new SeededRandom(5), new List<double>());
        var stream = random.Split();
        bool[] labels = [.. Fakes.Select(_ => true), .. Genuine.Select(_ => false)];
        for (var resample = 0; resample < 50; resample++)
        {
            float[] drawn =
            [
                .. Fakes.Select(_ => Fakes[stream.NextInt(Fakes.Length)]),
                .. Genuine.Select(_ => Genuine[stream.NextInt(Genuine.Length)]),
            ];
            draws.Add(DetectionMetrics.PrAuc(drawn, labels));
        }

        var interval = LabelledBootstrap.Interval(Scores, Fake, DetectionMetrics.PrAuc, 0.999999999, 50, new SeededRandom(5));

        interval.Low.ShouldBe(draws.Min(), 1e-6);
        interval.High.ShouldBe(draws.Max(), 1e-6);
    }

    [Fact]
    public void Interval_ShouldNotDependOnTheOrderOfUsersAcrossClasses()
    {
        // Fakes first, each class in its own order: the same draws
        var sorted = LabelledBootstrap.Interval(
            [.. Fakes, .. Genuine],
            [.. Fakes.Select(_ => true), .. Genuine.Select(_ => false)],
            DetectionMetrics.RocAuc,
            0.9,
            500,
            new SeededRandom(2)
        );

        LabelledBootstrap.Interval(Scores, Fake, DetectionMetrics.RocAuc, 0.9, 500, new SeededRandom(2)).ShouldBe(sorted);
    }

    [Theory]
    [InlineData(IntervalMethod.Percentile)]
    [InlineData(IntervalMethod.BiasCorrectedAccelerated)]
    public void Interval_ShouldBeOne_WhenTheClassesAreApart(IntervalMethod method) =>
        LabelledBootstrap
            .Interval([3f, 4f, 1f, 2f], [true, true, false, false], DetectionMetrics.RocAuc, 0.95, 100, new SeededRandom(1), method)
            .ShouldBe(new ConfidenceInterval(1.0, 1.0));

    [Theory]
    [InlineData(IntervalMethod.Percentile)]
    [InlineData(IntervalMethod.BiasCorrectedAccelerated)]
    public void Interval_ShouldExist_WhenThereIsOneFake(IntervalMethod method)
    {
        var (low, high) = LabelledBootstrap.Interval(
            [1.5f, 1f, 2f],
            [true, false, false],
            DetectionMetrics.RocAuc,
            0.95,
            500,
            new SeededRandom(1),
            method
        );

        (low, high).ShouldBe((0.0, 1.0));
    }

    [Fact]
    public void Interval_ShouldBeTheSame_ForOneSeedOnAnyNumberOfCores()
    {
        var method = IntervalMethod.BiasCorrectedAccelerated;
        var many = LabelledBootstrap.Interval(Scores, Fake, DetectionMetrics.PrAuc, 0.95, 400, new SeededRandom(3), method);
        using var limit = Cores.Limit(1);

        LabelledBootstrap.Interval(Scores, Fake, DetectionMetrics.PrAuc, 0.95, 400, new SeededRandom(3), method).ShouldBe(many);
    }
}
