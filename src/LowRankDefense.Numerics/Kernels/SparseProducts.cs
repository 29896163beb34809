using System.Runtime.CompilerServices;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Numerics.Kernels;

/// <summary>Products of a sparse matrix with a dense one in O(non-zeros × columns), on all cores.</summary>
/// <remarks>A row of V that is not finite spoils the rows of the product whose rows of X have an entry there, and no other.</remarks>
public static class SparseProducts
{
    private const int RowsPerChunk = 256;
    private const int Ahead = 2;

    /// <summary>X V.</summary>
    /// <param name="x">X: rows × columns. For Xᵀ V hand over <see cref="CsrMatrix.Transpose"/>: built once, it serves every product.</param>
    /// <param name="v">V: columns × k.</param>
    /// <returns>rows × k.</returns>
    public static DenseMatrix Multiply(CsrMatrix x, DenseMatrix v)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(v);
        if (x.Columns != v.Rows)
            throw new ArgumentException($"{x.Rows} × {x.Columns} times {v.Rows} × {v.Columns} is not defined.", nameof(v));
        var product = new DenseMatrix(x.Rows, v.Columns);
        Cores.ForEachChunk(
            x.Rows,
            RowsPerChunk,
            chunk =>
            {
                for (var r = chunk.Start; r < chunk.End; r++)
                    MultiplyRow(x.ColumnsOf(r), x.ValuesOf(r), v, product.Row(r));
            }
        );
        return product;
    }

    // (X V)_r = Σ_c x_rc V_c
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyRow(ReadOnlySpan<int> columns, ReadOnlySpan<float> values, DenseMatrix v, Span<float> sum)
    {
        for (var e = 0; e < columns.Length; e++)
        {
            if (e + Ahead < columns.Length)
                Vectors.Prefetch(v.Row(columns[e + Ahead]));
            Vectors.Axpy(values[e], v.Row(columns[e]), sum);
        }
    }
}
