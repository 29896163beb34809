using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Simulators.Attacks;

/// <summary>How far fakes are from genuine users in what they give and in what they take, 0 (alike) to 1 (nothing in common).</summary>
/// <remarks>The stealth of Christakopoulou &amp; Banerjee (RecSys 2019), §4.1. Fewer users are farther away by chance alone: compare with as many genuine ones.</remarks>
/// <param name="OfValues">Of the histograms of values, such as of ratings.</param>
/// <param name="OfItems">Of the shares that items have of all interactions.</param>
public sealed record StealthDistances(DistributionDistance OfValues, DistributionDistance OfItems)
{
    /// <summary>Measures fakes.</summary>
    /// <param name="fakes">Fakes × items, an interaction at least.</param>
    /// <param name="genuine">Genuine users × the same items, an interaction at least.</param>
    public static StealthDistances Of(CsrMatrix fakes, CsrMatrix genuine)
    {
        ArgumentNullException.ThrowIfNull(fakes);
        ArgumentNullException.ThrowIfNull(genuine);
        return new StealthDistances(
            DistributionDistance.Between([.. fakes.Values], [.. genuine.Values]),
            DistributionDistance.Between([.. fakes.ColumnIndices], [.. genuine.ColumnIndices])
        );
    }
}

/// <summary>Distances of two distributions over the same kinds of things.</summary>
/// <param name="TotalVariation">½ Σ |p − q|, 0 to 1.</param>
/// <param name="JensenShannon">√(½ KL(p ‖ m) + ½ KL(q ‖ m)) with m = ½ (p + q) and logarithms to base 2, 0 to 1 (Endres &amp; Schindelin 2003).</param>
public sealed record DistributionDistance(double TotalVariation, double JensenShannon)
{
    /// <summary>The distances of the shares that kinds have of two collections.</summary>
    /// <typeparam name="T">The kinds.</typeparam>
    /// <param name="first">Not empty.</param>
    /// <param name="second">Not empty.</param>
    internal static DistributionDistance Between<T>(IReadOnlyCollection<T> first, IReadOnlyCollection<T> second)
        where T : notnull
    {
        var (p, q) = (Shares(first), Shares(second));
        var (variation, divergence) = (0.0, 0.0);
        foreach (var kind in p.Keys.Union(q.Keys))
        {
            var (own, other) = (p.GetValueOrDefault(kind), q.GetValueOrDefault(kind));
            variation += Math.Abs(own - other) / 2;
            divergence += (Part(own, other) + Part(other, own)) / 2;
        }

        return new DistributionDistance(variation, Math.Sqrt(Math.Max(0.0, divergence)));
    }

    // p log₂ (p / m)
    private static double Part(double share, double other) => share == 0.0 ? 0.0 : share * Math.Log2(2 * share / (share + other));

    private static Dictionary<T, double> Shares<T>(IReadOnlyCollection<T> all)
        where T : notnull => all.CountBy(x => x).ToDictionary(x => x.Key, x => (double)x.Value / all.Count);
}
