using System.Numerics.Tensors;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Numerics.Kernels;

/// <summary>AᵀB of tall matrices on all cores; owns its scratch, so that a training loop allocates nothing.</summary>
/// <remarks>
/// Every chunk of rows sums into a rectangle of its own and these are added in the order of the chunks. One instance serves one caller at a
/// time.
/// </remarks>
/// <param name="leftColumns">Columns of every A to come.</param>
/// <param name="rightColumns">Columns of every B to come.</param>
/// <param name="upperOnly">Whether only the tiles that touch the upper triangle are wanted, as for BLAS <c>syrk</c>; what lies below is left as it comes.</param>
internal sealed class TransposedProduct(int leftColumns, int rightColumns, bool upperOnly = false)
{
    private const int RowsPerChunk = 512;

    // Rows packed at a time: A (32 × 128 floats) and one panel of B stay in the first-level cache.
    private const int RowsPerPack = 32;

    private readonly int padded = (rightColumns + MicroKernel.TileColumns - 1) / MicroKernel.TileColumns * MicroKernel.TileColumns;
    private float[][] partial = [];

    /// <summary>Overwrites <paramref name="product"/> (columns of A × columns of B) by AᵀB over the first <paramref name="rows"/> rows.</summary>
    public void Compute(DenseMatrix a, DenseMatrix b, int rows, DenseMatrix product)
    {
        var chunks = Cores.ChunksOf(rows, RowsPerChunk);
        if (partial.Length < chunks)
            partial = [.. partial, .. Enumerable.Range(0, chunks - partial.Length).Select(_ => new float[leftColumns * padded])];
        Cores.ForEachChunk(rows, RowsPerChunk, () => new float[RowsPerPack * padded], (chunk, packed) => Accumulate(a, b, chunk, packed));
        for (var i = 0; i < leftColumns; i++)
        {
            var from = upperOnly ? i : 0;
            var row = product.Row(i)[from..];
            row.Clear();
            for (var c = 0; c < chunks; c++)
                TensorPrimitives.Add(row, partial[c].AsSpan((i * padded) + from, rightColumns - from), row);
        }
    }

    private unsafe void Accumulate(DenseMatrix a, DenseMatrix b, Chunk chunk, float[] packed)
    {
        var sum = partial[chunk.Index];
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
