using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Numerics.Decompositions;

/// <summary>Turns one basis onto another, so that coordinates before and after a change can be compared, and says how far that can go.</summary>
/// <remarks>Schönemann (Psychometrika 1966): the orthogonal R that minimizes ‖A R − B‖ is X Yᵀ, where AᵀB = X Σ Yᵀ.</remarks>
public static class Procrustes
{
    /// <summary>The rotation of A onto B, and how far they span the same space.</summary>
    /// <param name="from">A: rows × k.</param>
    /// <param name="onto">B: rows × k, the same rows in the same order.</param>
    /// <returns>R: k × k, orthogonal.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or there are no columns.</exception>
    public static DenseMatrix Align(DenseMatrix from, DenseMatrix onto)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(onto);
        if (from.Rows != onto.Rows || from.Columns != onto.Columns || from.Columns == 0)
            throw new ArgumentException(
                $"A basis of {from.Rows} × {from.Columns} cannot be turned onto one of {onto.Rows} × {onto.Columns}.",
                nameof(onto)
            );
        var k = from.Columns;
        var (left, _, right) = JacobiSvd.Compute(DoubleGram.Between(from, onto), k, k);
        Complete(left);
        var rotation = new DenseMatrix(k, k);
        for (var f = 0; f < k; f++)
        for (var i = 0; i < k; i++)
        for (var j = 0; j < k; j++)
            rotation[i, j] += (float)(left[f][i] * right[f][j]);
        return rotation;
    }

    /// <summary>How much of the smaller of two spans lies in the other: the mean squared cosine of the principal angles, Σσ² / min(k, l).</summary>
    /// <param name="a">rows × k, orthonormal columns.</param>
    /// <param name="b">rows × l, orthonormal columns, the same rows in the same order.</param>
    /// <returns>1 where one span contains the other, 0 where they are orthogonal.</returns>
    /// <exception cref="ArgumentException">The numbers of rows differ, or there are no columns.</exception>
    public static double Overlap(DenseMatrix a, DenseMatrix b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Rows != b.Rows || a.Columns == 0 || b.Columns == 0)
            throw new ArgumentException($"Spans of {a.Rows} × {a.Columns} and {b.Rows} × {b.Columns} cannot be compared.", nameof(b));
        // Σσ² = ‖AᵀB‖²
        return DoubleGram.Between(a, b).Sum(c => c * c) / Math.Min(a.Columns, b.Columns);
    }

    // Where the spans share fewer than k directions the missing left vectors are zero: any orthonormal completion minimizes as well.
    private static void Complete(double[][] vectors)
    {
        for (var f = 0; f < vectors.Length; f++)
        {
            for (var unit = 0; unit < vectors.Length && Vectors.Dot(vectors[f], vectors[f]) < 0.5; unit++)
            {
                Array.Clear(vectors[f]);
                vectors[f][unit] = 1.0;
                for (var pass = 0; pass < 2; pass++)
                for (var other = 0; other < vectors.Length; other++)
                {
                    if (other != f)
                        Vectors.Axpy(-Vectors.Dot(vectors[other], vectors[f]), vectors[other], vectors[f]);
                }

                var length = Math.Sqrt(Vectors.Dot(vectors[f], vectors[f]));
                for (var i = 0; i < vectors.Length && length > 1e-3; i++)
                    vectors[f][i] /= length;
            }
        }
    }
}
