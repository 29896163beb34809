using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Evaluation.Intervals;

/// <summary>Bootstrap confidence intervals of statistics of scored, labelled users, such as ROC AUC.</summary>
/// <remarks>
/// Resampling is stratified: fake and genuine users are drawn apart, each with replacement, so that every resample has as many of both as the
/// data (Efron &amp; Tibshirani 1993, §8.3). One seed gives one interval, whatever the number of cores.
/// </remarks>
public static class LabelledBootstrap
{
    private const int UsersPerChunk = 64;

    /// <summary>A statistic of scored users, such as <see cref="DetectionMetrics.RocAuc"/>; a pure function.</summary>
    /// <param name="scores">One per user.</param>
    /// <param name="fake">Whether the user is fake.</param>
    public delegate double Statistic(ReadOnlySpan<float> scores, ReadOnlySpan<bool> fake);

    /// <summary>An interval for <paramref name="statistic"/>.</summary>
    /// <param name="scores">One per user; the larger, the more likely fake.</param>
    /// <param name="fake">Whether the user is fake; both kinds are needed.</param>
    /// <param name="statistic">Computed once per resample, and for BCa once more per user.</param>
    /// <param name="level">Confidence, between 0 and 1, such as 0.95.</param>
    /// <param name="resamples">Resamples drawn, 1 or more.</param>
    /// <param name="random">Draws the resamples.</param>
    /// <param name="method">How the bounds are read off. BCa needs two users of either kind, else it is taken without acceleration.</param>
    /// <exception cref="ArgumentException">Lengths differ, a score is NaN, or one of the classes is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Level or resamples out of range.</exception>
    public static ConfidenceInterval Interval(
        ReadOnlySpan<float> scores,
        ReadOnlySpan<bool> fake,
        Statistic statistic,
        double level,
        int resamples,
        SeededRandom random,
        IntervalMethod method = IntervalMethod.Percentile
    )
    {
        ArgumentNullException.ThrowIfNull(statistic);
        Bootstrap.Check(level, resamples, random);
        _ = ScoreRanking.Of(scores, fake);
        var (own, labels, fakes) = FakesFirst(scores, fake);
        var replicates = Replicates.Compute(
            resamples,
            random,
            () => new float[own.Length],
            (stream, drawn) =>
            {
                for (var i = 0; i < drawn.Length; i++)
                    drawn[i] = own[i < fakes ? stream.NextInt(fakes) : fakes + stream.NextInt(own.Length - fakes)];
                return statistic(drawn, labels);
            }
        );
        return method == IntervalMethod.Percentile
            ? replicates.Percentile(level)
            : replicates.BiasCorrectedAccelerated(statistic(own, labels), AccelerationOf(own, labels, fakes, statistic), level);
    }

    private static (float[] Scores, bool[] Fake, int Fakes) FakesFirst(ReadOnlySpan<float> scores, ReadOnlySpan<bool> fake)
    {
        var order = new List<float>(scores.Length);
        for (var u = 0; u < fake.Length; u++)
        {
            if (fake[u])
                order.Add(scores[u]);
        }

        var fakes = order.Count;
        for (var u = 0; u < fake.Length; u++)
        {
            if (!fake[u])
                order.Add(scores[u]);
        }

        return ([.. order], [.. Enumerable.Range(0, order.Count).Select(u => u < fakes)], fakes);
    }

    private static double AccelerationOf(float[] scores, bool[] fake, int fakes, Statistic statistic)
    {
        if (fakes < 2 || scores.Length - fakes < 2)
            return 0.0;
        var leftOut = new double[scores.Length];
        Cores.ForEachChunk(
            scores.Length,
            UsersPerChunk,
            chunk =>
            {
                for (var u = chunk.Start; u < chunk.End; u++)
                    leftOut[u] = statistic([.. scores[..u], .. scores[(u + 1)..]], [.. fake[..u], .. fake[(u + 1)..]]);
            }
        );
        return Acceleration.OfSamples(leftOut[..fakes], leftOut[fakes..]);
    }
}
