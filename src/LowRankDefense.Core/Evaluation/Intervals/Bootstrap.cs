using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Evaluation.Intervals;

/// <summary>Bootstrap confidence intervals of means over users (Efron &amp; Tibshirani 1993).</summary>
/// <remarks>A resample draws as many users as there are, with replacement. One seed gives one interval, whatever the number of cores.</remarks>
public static class Bootstrap
{
    /// <summary>Resamples that fix the bounds of a 95 % interval to about a fortieth of its width.</summary>
    public const int DefaultResamples = 2000;

    /// <summary>An interval for the mean of <paramref name="values"/>.</summary>
    /// <param name="values">One per user, finite; not empty. A single value, or equal ones, give an interval of no width.</param>
    /// <param name="level">Confidence, between 0 and 1, such as 0.95.</param>
    /// <param name="resamples">Resamples drawn, 1 or more; see <see cref="DefaultResamples"/>.</param>
    /// <param name="random">Draws the resamples.</param>
    /// <param name="method">How the bounds are read off.</param>
    /// <exception cref="ArgumentException">There are no values, or one is not finite; the message names it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Level or resamples out of range.</exception>
    public static ConfidenceInterval Interval(
        ReadOnlySpan<double> values,
        double level,
        int resamples,
        SeededRandom random,
        IntervalMethod method = IntervalMethod.BiasCorrectedAccelerated
    )
    {
        Check(level, resamples, random);
        var own = Finite(values);
        var mean = MeanOf(own);
        var replicates = Replicates.Compute(resamples, random, static () => (object?)null, (stream, _) => ResampledMean(own, stream));
        return method == IntervalMethod.Percentile
            ? replicates.Percentile(level)
            : replicates.BiasCorrectedAccelerated(mean, Acceleration.OfMean(own, mean), level);
    }

    /// <summary>Refuses a level outside (0, 1), no resamples or no random numbers.</summary>
    internal static void Check(double level, int resamples, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(resamples);
        if (!(level is > 0.0 and < 1.0))
            throw new ArgumentOutOfRangeException(nameof(level), level, "A confidence level lies between 0 and 1.");
    }

    private static double[] Finite(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
            throw new ArgumentException("There are no values to resample.", nameof(values));
        double[] own = [.. values];
        var bad = Array.FindIndex(own, v => !double.IsFinite(v));
        if (bad >= 0)
            throw new ArgumentException($"Value {bad} is {own[bad]}: only finite values have a mean.", nameof(values));
        return own;
    }

    // One order of additions for the data and its resamples: equal values then have equal means to the last bit.
    private static double MeanOf(double[] values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum / values.Length;
    }

    private static double ResampledMean(double[] values, SeededRandom random)
    {
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
            sum += values[random.NextInt(values.Length)];
        return sum / values.Length;
    }
}
