using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Numerics.Decompositions.Orthogonal;

/// <summary>How far two bases span the same space, whichever way either is turned within it.</summary>
/// <remarks>Björck &amp; Golub (Math. Comp. 1973): the singular values of AᵀB are the cosines of the principal angles between the spans.</remarks>
public static class SpanOverlap
{
    /// <summary>How much of the smaller of two spans lies in the other: the mean squared cosine of the principal angles, Σσ² / min(k, l).</summary>
    /// <param name="a">rows × k, orthonormal columns.</param>
    /// <param name="b">rows × l, orthonormal columns, the same rows in the same order.</param>
    /// <returns>1 where one span contains the other, 0 where they are orthogonal.</returns>
    /// <exception cref="ArgumentException">The numbers of rows differ, or there are no columns.</exception>
    public static double Of(DenseMatrix a, DenseMatrix b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Rows != b.Rows || a.Columns == 0 || b.Columns == 0)
            throw new ArgumentException($"Spans of {a.Rows} × {a.Columns} and {b.Rows} × {b.Columns} cannot be compared.", nameof(b));
        // Σσ² = ‖AᵀB‖²
        return DoubleGram.Between(a, b).Sum(c => c * c) / Math.Min(a.Columns, b.Columns);
    }
}
