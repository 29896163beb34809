using LowRankDefense.Numerics.Decompositions.Orthogonal;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Detection.PcaSvm;

/// <summary>How far a new detector looks at the same directions as the one before.</summary>
public static class BasisDrift
{
    /// <summary>The overlap of the spans of two bases over the items both know, whatever their scaling and rotation.</summary>
    /// <returns>1 where one contains the other, 0 where they have nothing in common; NaN where they share fewer items than columns.</returns>
    public static double Overlap(PcaSvmDetector before, PcaSvmDetector after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var rowsAfter = after.Items.Index().ToDictionary(i => i.Item, i => i.Index, StringComparer.Ordinal);
        var shared = before.Items.Index().Where(i => rowsAfter.ContainsKey(i.Item)).ToArray();
        if (shared.Length < Math.Max(before.Basis.Columns, after.Basis.Columns))
            return double.NaN;
        return SpanOverlap.Of(
            Span(before.Basis.SelectRows(Array.ConvertAll(shared, i => i.Index)), new SeededRandom(1)),
            Span(after.Basis.SelectRows(Array.ConvertAll(shared, i => rowsAfter[i.Item])), new SeededRandom(2))
        );
    }

    // Directions drawn in place of dependent columns differ between the two: they are nothing the bases have in common.
    private static DenseMatrix Span(DenseMatrix span, SeededRandom random)
    {
        Orthonormalizer.Orthonormalize(span, random);
        return span;
    }
}
