using MathNet.Numerics.Distributions;

namespace LowRankDefense.Core.Evaluation.Intervals;

/// <summary>The confidence interval of a mean of few values, such as the figures of some seeds (Student 1908): x̄ ± t s/√n.</summary>
/// <remarks>Exact for normal values. A bootstrap of five values is too narrow; see <see cref="Bootstrap"/> for means over users.</remarks>
public static class StudentInterval
{
    /// <summary>The interval of the mean.</summary>
    /// <param name="values">Two or more, finite.</param>
    /// <param name="level">Confidence, between 0 and 1, such as 0.95.</param>
    /// <exception cref="ArgumentException">There are fewer than two values, or one is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is out of its range.</exception>
    public static ConfidenceInterval Compute(IReadOnlyCollection<double> values, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (!(level is > 0.0 and < 1.0))
            throw new ArgumentOutOfRangeException(nameof(level), level, "A confidence level lies between 0 and 1.");
        if (values.Count < 2 || values.Any(v => !double.IsFinite(v)))
            throw new ArgumentException($"An interval takes two finite values or more, not {string.Join(", ", values)}.", nameof(values));
        var (n, mean) = (values.Count, values.Average());
        // s² = Σ (x − x̄)² / (n − 1);  x̄ ± t_{n−1, (1+level)/2} s/√n
        var deviation = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (n - 1));
        var reach = StudentT.InvCDF(0.0, 1.0, n - 1, (1.0 + level) / 2.0) * deviation / Math.Sqrt(n);
        return new ConfidenceInterval(mean - reach, mean + reach);
    }
}
