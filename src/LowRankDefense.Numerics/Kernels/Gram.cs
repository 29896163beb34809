using System.Numerics.Tensors;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Numerics.Kernels;

/// <summary>AᵀA of tall matrices on all cores; owns its scratch, so that a training loop allocates nothing.</summary>
/// <remarks>
/// Only the tiles that touch the upper triangle are computed, as for BLAS <c>syrk</c>; the lower one is mirrored. Every chunk of rows sums
/// into a square of its own and the squares are added in the order of the chunks. One instance serves one caller at a time.
/// </remarks>
/// <param name="columns">Columns of the matrices to come; the order of the result.</param>
public sealed class Gram(int columns)
{
    private const int RowsPerChunk = 512;

    // Rows packed at a time: A (32 × 128 floats) and one panel of B stay in the first-level cache.
    private const int RowsPerPack = 32;

    private readonly int padded = (columns + MicroKernel.TileColumns - 1) / MicroKernel.TileColumns * MicroKernel.TileColumns;
    private float[][] partial = [];

    /// <summary>Overwrites <paramref name="gram"/> (columns × columns) by AᵀA.</summary>
    /// <param name="a">A: rows × columns.</param>
    /// <param name="gram">Takes the result.</param>
    public void OfColumns(DenseMatrix a, DenseMatrix gram)
    {
        ArgumentNullException.ThrowIfNull(a);
        OfColumns(a, a.Rows, gram);
    }

    /// <summary>As above, for the first <paramref name="rows"/> rows of A.</summary>
    public void OfColumns(DenseMatrix a, int rows, DenseMatrix gram)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(gram);
        if (a.Columns != columns || gram.Rows != columns || gram.Columns != columns)
            throw new ArgumentException(
                $"A has {a.Columns} columns and the result is {gram.Rows} × {gram.Columns}; {columns} are expected.",
                nameof(a)
            );
        var chunks = Cores.ChunksOf(rows, RowsPerChunk);
        if (partial.Length < chunks)
            partial = [.. partial, .. Enumerable.Range(0, chunks - partial.Length).Select(_ => new float[columns * padded])];
        Cores.ForEachChunk(rows, RowsPerChunk, () => new float[RowsPerPack * padded], (chunk, packed) => Accumulate(a, chunk, packed));
        Reduce(chunks, gram);
    }

    private unsafe void Accumulate(DenseMatrix a, Chunk chunk, float[] packed)
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
                Pack(a, start, depth, packed);
                for (var j = 0; j < columns; j += MicroKernel.TileColumns)
                {
                    // C[i, j] += Σ_r a_ri a_rj for the tiles on and above the diagonal
                    var panel = panels + (j * RowsPerPack);
                    for (var i = 0; i < Math.Min(columns, j + MicroKernel.TileColumns); i += MicroKernel.TileRows)
                    {
                        MicroKernel.Multiply(
                            rows + ((nint)start * columns) + i,
                            1,
                            columns,
                            panel,
                            MicroKernel.TileColumns,
                            target + ((nint)i * padded) + j,
                            padded,
                            Math.Min(MicroKernel.TileRows, columns - i),
                            depth,
                            1f,
                            accumulate: true
                        );
                    }
                }
            }
        }
    }

    private void Pack(DenseMatrix a, int start, int depth, Span<float> packed)
    {
        for (var j = 0; j < columns; j += MicroKernel.TileColumns)
        {
            var width = Math.Min(MicroKernel.TileColumns, columns - j);
            for (var r = 0; r < depth; r++)
                a.Row(start + r).Slice(j, width).CopyTo(packed.Slice((j * RowsPerPack) + (r * MicroKernel.TileColumns), width));
        }
    }

    private void Reduce(int chunks, DenseMatrix gram)
    {
        for (var i = 0; i < columns; i++)
        {
            var row = gram.Row(i)[i..];
            row.Clear();
            for (var c = 0; c < chunks; c++)
                TensorPrimitives.Add(row, partial[c].AsSpan((i * padded) + i, columns - i), row);
            for (var j = i + 1; j < columns; j++)
                gram[j, i] = gram[i, j];
        }
    }
}
