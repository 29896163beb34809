using MathNet.Numerics.Distributions;

namespace LowRankDefense.Core.Evaluation.Significance;

/// <summary>The paired t-test over users: whether the mean of the differences is 0 (Student 1908).</summary>
/// <remarks>Exact for normal differences; for hundreds of users a good approximation whatever their distribution.</remarks>
public static class StudentTest
{
    /// <summary>Statistic: t = d̄ / (s/√n) with n − 1 degrees of freedom.</summary>
    /// <param name="first">One value per user, two or more.</param>
    /// <param name="second">The other system's values of the same users.</param>
    /// <returns>Where all differences are equal there is no deviation to compare with: t = 0 and p = 1 if they are 0, else t = ±∞ and p = 0.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are fewer than two pairs, or a value is not finite.</exception>
    public static TestResult Compute(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var differences = Differences.Of(first, second, atLeast: 2);
        var n = differences.Length;
        if (Array.TrueForAll(differences, d => d == differences[0]))
            return differences[0] == 0.0 ? new(0.0, 1.0) : new(Math.CopySign(double.PositiveInfinity, differences[0]), 0.0);
        var mean = differences.Sum() / n;
        // s² = Σ (d − d̄)² / (n − 1)
        var variance = differences.Sum(d => (d - mean) * (d - mean)) / (n - 1);
        var t = mean / Math.Sqrt(variance / n);
        return new TestResult(t, Math.Min(1.0, 2.0 * StudentT.CDF(0.0, 1.0, n - 1, -Math.Abs(t))));
    }
}
