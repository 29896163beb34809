using MathNet.Numerics.Distributions;

namespace LowRankDefense.Core.Evaluation.Significance;

/// <summary>The signed-rank test over users: whether differences lie symmetrically about 0 (Wilcoxon 1945).</summary>
/// <remarks>Differences of 0 are dropped, equal sizes share their mean rank, and p comes from the normal approximation, corrected for ties and not for continuity.</remarks>
public static class WilcoxonTest
{
    /// <summary>Statistic: the smaller of the sums of the ranks of |first − second| over users with positive and with negative differences.</summary>
    /// <param name="first">One value per user.</param>
    /// <param name="second">The other system's values of the same users.</param>
    /// <returns>Statistic 0 and p = 1 where all pairs are equal.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no pairs, or a value is not finite.</exception>
    public static TestResult Compute(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double[] differences = [.. Differences.Of(first, second).Where(d => d != 0.0).OrderBy(Math.Abs)];
        double n = differences.Length;
        if (differences.Length == 0)
            return new TestResult(0.0, 1.0);
        var (positive, ties) = SumRanks(differences);
        var negative = (n * (n + 1.0) / 2.0) - positive;
        // σ² = n(n + 1)(2n + 1)/24 − Σ (t³ − t)/48 over groups of t equal sizes
        var deviation = Math.Sqrt((n * (n + 1.0) * ((2.0 * n) + 1.0) / 24.0) - (ties / 48.0));
        var z = (Math.Min(positive, negative) - (n * (n + 1.0) / 4.0)) / deviation;
        return new TestResult(Math.Min(positive, negative), Math.Min(1.0, 2.0 * Normal.CDF(0.0, 1.0, z)));
    }

    // The ranks of the positive differences, and Σ (t³ − t)
    private static (double Positive, double Ties) SumRanks(double[] bySize)
    {
        var (positive, ties) = (0.0, 0.0);
        for (var start = 0; start < bySize.Length; )
        {
            var end = start;
            while (end < bySize.Length && Math.Abs(bySize[end]) == Math.Abs(bySize[start]))
                end++;
            double equal = end - start;
            ties += (equal * equal * equal) - equal;
            // Ranks start + 1 .. end, shared
            positive += bySize.AsSpan(start, end - start).ToArray().Count(d => d > 0.0) * (start + 1 + end) / 2.0;
            start = end;
        }

        return (positive, ties);
    }
}
