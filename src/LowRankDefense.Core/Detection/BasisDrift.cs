using LowRankDefense.Numerics.Decompositions;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Detection;

/// <summary>How far a new detector looks at the same directions as the one before.</summary>
public static class BasisDrift
{
    /// <summary>The overlap of the spans of two bases over the items both know, whatever their scaling and rotation.</summary>
    /// <returns>1 where one contains the other, 0 where they have nothing in common; NaN where they share fewer items than columns.</returns>
    public static double Overlap(DetectorModel before, DetectorModel after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var rowsAfter = after.Items.Index().ToDictionary(i => i.Item, i => i.Index, StringComparer.Ordinal);
        var shared = before.Items.Index().Where(i => rowsAfter.ContainsKey(i.Item)).ToArray();
        if (shared.Length < Math.Max(before.Rank, after.Rank))
            return double.NaN;
        return Procrustes.Overlap(
            Span(before.Basis.SelectRows(Array.ConvertAll(shared, i => i.Index))),
            Span(after.Basis.SelectRows(Array.ConvertAll(shared, i => rowsAfter[i.Item])))
        );
    }

    private static DenseMatrix Span(DenseMatrix span)
    {
        Orthonormalizer.Orthonormalize(span, new SeededRandom(1));
        return span;
    }
}
