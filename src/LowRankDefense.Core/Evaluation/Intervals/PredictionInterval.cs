using MathNet.Numerics.Distributions;

namespace LowRankDefense.Core.Evaluation.Intervals;

/// <summary>Where the value of one more run is to be expected, such as that of a recommender trained from another seed on the same data.</summary>
/// <remarks>An interval over users says nothing of what another seed would have given: it calls the difference between two seeds an effect. Hahn &amp; Meeker, Statistical Intervals (1991).</remarks>
public static class PredictionInterval
{
    /// <summary>x̄ ± t s √(1 + 1/R), t the quantile (1 + level)/2 of Student's distribution with R − 1 degrees of freedom; for values that are about normal.</summary>
    /// <param name="runs">The values of R runs, finite; at least two.</param>
    /// <param name="level">Confidence, between 0 and 1, such as 0.95.</param>
    /// <exception cref="ArgumentException">Fewer than two runs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is out of range.</exception>
    public static ConfidenceInterval Of(IReadOnlyList<double> runs, double level)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (!(level is > 0.0 and < 1.0))
            throw new ArgumentOutOfRangeException(nameof(level), level, "A confidence level lies between 0 and 1.");
        if (runs.Count < 2)
            throw new ArgumentException($"{runs.Count} run does not tell how runs vary: give two or more.", nameof(runs));
        var mean = runs.Average();
        // s² = Σ (x − x̄)² / (R − 1)
        var deviation = Math.Sqrt(runs.Sum(x => (x - mean) * (x - mean)) / (runs.Count - 1));
        var half = StudentT.InvCDF(0.0, 1.0, runs.Count - 1, (1.0 + level) / 2.0) * deviation * Math.Sqrt(1.0 + (1.0 / runs.Count));
        return new ConfidenceInterval(mean - half, mean + half);
    }
}
