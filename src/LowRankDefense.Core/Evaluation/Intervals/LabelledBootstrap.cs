using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Evaluation.Intervals;

/// <summary>Bootstrap confidence intervals of statistics of scored, labelled users, such as ROC AUC.</summary>
/// <remarks>
/// Resampling is stratified: fake and genuine users are drawn apart, each with replacement, so that every resample has as many of both as the
/// data (Efron &amp; Tibshirani 1993, §8.3). Users are sorted once; a resample costs time linear in the users, beside the statistic. One seed gives
/// one interval, whatever the number of cores.
/// </remarks>
public static class LabelledBootstrap
{
    private const int UsersPerChunk = 64;

    /// <summary>A statistic of scored users, such as <see cref="DetectionMetrics.RocAuc"/>; a pure function that does not depend on their order.</summary>
    /// <param name="scores">One per user; always ascending, so that a statistic of ranks has nothing to sort.</param>
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
        var users = new SortedUsers(scores, fake);
        var replicates = Replicates.Compute(
            resamples,
            random,
            () => new SortedUsers.Sample(users.Count),
            (stream, sample) =>
            {
                // Fakes for the fakes, genuine users for the genuine ones
                users.Resample(i => i < users.Fakes ? stream.NextInt(users.Fakes) : users.Fakes + stream.NextInt(users.Count - users.Fakes), sample);
                return statistic(sample.Scores, sample.Fake);
            }
        );
        return method == IntervalMethod.Percentile
            ? replicates.Percentile(level)
            : replicates.BiasCorrectedAccelerated(statistic(users.Scores, users.Fake), AccelerationOf(users, statistic), level);
    }

    private static double AccelerationOf(SortedUsers users, Statistic statistic)
    {
        if (users.Fakes < 2 || users.Count - users.Fakes < 2)
            return 0.0;
        var leftOut = new double[users.Count];
        Cores.ForEachChunk(
            users.Count,
            UsersPerChunk,
            () => new SortedUsers.Sample(users.Count),
            (chunk, sample) =>
            {
                for (var u = chunk.Start; u < chunk.End; u++)
                {
                    users.LeaveOut(u, sample);
                    leftOut[u] = statistic(sample.Scores.AsSpan(..^1), sample.Fake.AsSpan(..^1));
                }
            }
        );
        return Acceleration.OfSamples(leftOut[..users.Fakes], leftOut[users.Fakes..]);
    }
}
