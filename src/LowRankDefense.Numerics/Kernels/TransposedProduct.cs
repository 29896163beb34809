using System.Numerics.Tensors;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Numerics.Kernels;

/// <summary>AᵀB of tall matrices on all cores; owns its scratch, so that a training loop allocates nothing.</summary>
/// <remarks>
/// Every chunk of rows sums into a rectangle of its own and these are added in the order of the chunks, a few per core at a time: scratch does not
/// grow with the rows. One instance serves one caller at a time.
/// </remarks>
/// <param name="leftColumns">Columns of every A to come.</param>
/// <param name="rightColumns">Columns of every B to come.</param>
/// <param name="upperOnly">Whether only the tiles that touch the upper triangle are wanted, as for BLAS <c>syrk</c>; what lies below is left as it comes.</param>
public sealed class TransposedProduct(int leftColumns, int rightColumns, bool upperOnly = false)
{
    private const int RowsPerChunk = 512;

    // Rows packed at a time: A (32 × 128 floats) and one panel of B stay in the first-level cache.
    private const int RowsPerPack = 32;

    private readonly int padded = (rightColumns + MicroKernel.TileColumns - 1) / MicroKernel.TileColumns * MicroKernel.TileColumns;
    private readonly List<(float[] Sum, float[] Packed)> partial = [];

    /// <summary>Overwrites <paramref name="product"/> (columns of A × columns of B) by AᵀB over the first <paramref name="rows"/> rows.</summary>
    /// <param name="a">Rows × columns of A.</param>
    /// <param name="b">Rows × columns of B.</param>
    /// <param name="rows">Rows that count, at most those of either.</param>
    /// <param name="product">Columns of A × columns of B.</param>
    public void Compute(DenseMatrix a, DenseMatrix b, int rows, DenseMatrix product)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ArgumentNullException.ThrowIfNull(product);
        for (var i = 0; i < leftColumns; i++)
            Wanted(product, i).Clear();
        Cores.SumChunks(
            rows,
            RowsPerChunk,
            partial,
            () => (Sum: new float[leftColumns * padded], Packed: new float[RowsPerPack * padded]),
            (chunk, part) => Accumulate(a, b, chunk, part.Packed, part.Sum),
            part => Add(part.Sum, product)
        );
    }

    // The part of a row of the product that is computed
    private Span<float> Wanted(DenseMatrix product, int row) => product.Row(row)[(upperOnly ? row : 0)..];

    private void Add(float[] sum, DenseMatrix product)
    {
        for (var i = 0; i < leftColumns; i++)
        {
            var row = Wanted(product, i);
            TensorPrimitives.Add(row, sum.AsSpan((i * padded) + rightColumns - row.Length, row.Length), row);
        }
    }

    private unsafe void Accumulate(DenseMatrix a, DenseMatrix b, Chunk chunk, float[] packed, float[] sum)
    {
        Array.Clear(sum);
        fixed (
            float* rows = a.Data,
                panels = packed,
                target = sum
        )
        {
            for (var start = chunk.Start; start < chunk.End; start += RowsPerPack)
            {
                var depth = Math.Min(RowsPerPack, chunk.End - start);
                Pack(b, start, depth, packed);
                for (var j = 0; j < rightColumns; j += MicroKernel.TileColumns)
                {
                    // C[i, j] += Σ_r a_ri b_rj
                    var panel = panels + (j * RowsPerPack);
                    var last = upperOnly ? Math.Min(leftColumns, j + MicroKernel.TileColumns) : leftColumns;
                    for (var i = 0; i < last; i += MicroKernel.TileRows)
                    {
                        MicroKernel.Multiply(
                            rows + ((nint)start * leftColumns) + i,
                            1,
                            leftColumns,
                            panel,
                            MicroKernel.TileColumns,
                            target + ((nint)i * padded) + j,
                            padded,
                            Math.Min(MicroKernel.TileRows, leftColumns - i),
                            depth,
                            1f,
                            accumulate: true
                        );
                    }
                }
            }
        }
    }

    private void Pack(DenseMatrix b, int start, int depth, Span<float> packed)
    {
        for (var j = 0; j < rightColumns; j += MicroKernel.TileColumns)
        {
            var width = Math.Min(MicroKernel.TileColumns, rightColumns - j);
            for (var r = 0; r < depth; r++)
                b.Row(start + r).Slice(j, width).CopyTo(packed.Slice((j * RowsPerPack) + (r * MicroKernel.TileColumns), width));
        }
    }
}
