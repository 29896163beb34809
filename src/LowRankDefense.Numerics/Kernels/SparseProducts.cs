using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Numerics.Kernels;

/// <summary>Products of a sparse matrix with a dense one in O(non-zeros × columns), on all cores.</summary>
public static class SparseProducts
{
    private const int RowsPerChunk = 256;

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
                {
                    // (X V)_r = Σ_c x_rc V_c
                    var columns = x.ColumnsOf(r);
                    var values = x.ValuesOf(r);
                    var sum = product.Row(r);
                    for (var e = 0; e < columns.Length; e++)
                        Vectors.Axpy(values[e], v.Row(columns[e]), sum);
                }
            }
        );
        return product;
    }
}
