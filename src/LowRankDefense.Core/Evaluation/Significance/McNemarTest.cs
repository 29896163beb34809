using MathNet.Numerics.Distributions;

namespace LowRankDefense.Core.Evaluation.Significance;

/// <summary>The exact test of McNemar (1947) for hits: of the users whom only one system serves, each is as likely to be the other's.</summary>
public static class McNemarTest
{
    /// <summary>Statistic: the number of users with a hit of the first system only.</summary>
    /// <param name="first">One value per user; above 0 is a hit, as in <see cref="RankingOutcome.Hit"/>.</param>
    /// <param name="second">The other system's values of the same users.</param>
    /// <returns>p = 1 where the systems agree on every user.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no pairs, or a value is not finite.</exception>
    public static TestResult Compute(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        _ = Differences.Of(first, second);
        var (onlyFirst, onlySecond) = (0, 0);
        for (var u = 0; u < first.Length; u++)
        {
            onlyFirst += first[u] > 0.0 && !(second[u] > 0.0) ? 1 : 0;
            onlySecond += second[u] > 0.0 && !(first[u] > 0.0) ? 1 : 0;
        }

        // p = 2 P(X ≤ min(b, c)),  X ~ Binomial(b + c, ½)
        var tail = onlyFirst == onlySecond ? 1.0 : 2.0 * Binomial.CDF(0.5, onlyFirst + onlySecond, Math.Min(onlyFirst, onlySecond));
        return new TestResult(onlyFirst, Math.Min(1.0, tail));
    }
}
