using System.Numerics.Tensors;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Numerics.Kernels;

/// <summary>Products of a tall dense matrix with a small one, on the register tile of <see cref="MicroKernel"/>.</summary>
/// <remarks>A row of A or a column of B with an entry that is not finite spoils that row or column of the product, and no other.</remarks>
public static class DenseProducts
{
    private const int RowsPerChunk = 192;

    /// <summary>A B, on all cores.</summary>
    /// <param name="a">A: rows × depth.</param>
    /// <param name="b">B: depth × columns, small enough to stay in the cache.</param>
    /// <returns>rows × columns.</returns>
    public static DenseMatrix Multiply(DenseMatrix a, DenseMatrix b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Columns != b.Rows)
            throw new ArgumentException($"{a.Rows} × {a.Columns} times {b.Rows} × {b.Columns} is not defined.", nameof(b));
        var product = new DenseMatrix(a.Rows, b.Columns);
        var packed = new PackedPanels().Pack(b);
        Cores.ForEachChunk(
            a.Rows,
            RowsPerChunk,
            rows => Multiply(a.RowRange(rows.Start, rows.End), rows.Length, packed, product.RowRange(rows.Start, rows.End))
        );
        return product;
    }

    /// <summary>AᵀB, on all cores; the transpose is never formed.</summary>
    /// <param name="a">A: rows × k.</param>
    /// <param name="b">B: rows × l, the same rows.</param>
    /// <returns>k × l.</returns>
    /// <exception cref="ArgumentException">The numbers of rows differ.</exception>
    public static DenseMatrix MultiplyTransposed(DenseMatrix a, DenseMatrix b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Rows != b.Rows)
            throw new ArgumentException($"The transpose of {a.Rows} × {a.Columns} times {b.Rows} × {b.Columns} is not defined.", nameof(b));
        var product = new DenseMatrix(a.Columns, b.Columns);
        new TransposedProduct(a.Columns, b.Columns).Compute(a, b, a.Rows, product);
        return product;
    }

    /// <summary>C ← C + s A B, on all cores.</summary>
    /// <param name="a">A: rows × depth.</param>
    /// <param name="b">B: depth × columns, small enough to stay in the cache.</param>
    /// <param name="c">C: rows × columns.</param>
    /// <param name="scale">s.</param>
    public static void Add(DenseMatrix a, DenseMatrix b, DenseMatrix c, float scale = 1f)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ArgumentNullException.ThrowIfNull(c);
        if (a.Columns != b.Rows || c.Rows != a.Rows || c.Columns != b.Columns)
            throw new ArgumentException($"{a.Rows} × {a.Columns} times {b.Rows} × {b.Columns} cannot be added to {c.Rows} × {c.Columns}.", nameof(c));
        var packed = new PackedPanels().Pack(b);
        Cores.ForEachChunk(
            a.Rows,
            RowsPerChunk,
            () => new float[RowsPerChunk * c.Columns],
            (rows, product) =>
            {
                var target = c.RowRange(rows.Start, rows.End);
                Multiply(a.RowRange(rows.Start, rows.End), rows.Length, packed, product, scale);
                TensorPrimitives.Add(target, product.AsSpan(0, target.Length), target);
            }
        );
    }

    /// <summary>C ← s A B on the calling thread.</summary>
    /// <param name="a">A: <paramref name="rows"/> × depth, row-major.</param>
    /// <param name="rows">Number of rows of A and C.</param>
    /// <param name="b">B: depth × columns.</param>
    /// <param name="c">C: <paramref name="rows"/> × columns, row-major; overwritten.</param>
    /// <param name="scale">s.</param>
    public static unsafe void Multiply(ReadOnlySpan<float> a, int rows, PackedPanels b, Span<float> c, float scale = 1f)
    {
        ArgumentNullException.ThrowIfNull(b);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        if (a.Length < (long)rows * b.Depth)
            throw new ArgumentException($"{a.Length} values do not fill {rows} × {b.Depth}.", nameof(a));
        if (c.Length < (long)rows * b.Columns)
            throw new ArgumentException($"{c.Length} values do not hold {rows} × {b.Columns}.", nameof(c));
        fixed (
            float* pa = a,
                pb = b.Data,
                pc = c
        )
        {
            for (var p = 0; p < b.Count; p++)
            {
                var panel = pb + ((nint)p * b.Depth * MicroKernel.TileColumns);
                var width = Math.Min(MicroKernel.TileColumns, b.Columns - (p * MicroKernel.TileColumns));
                MultiplyPanel(pa, rows, panel, b.Depth, pc + (p * MicroKernel.TileColumns), b.Columns, width, scale);
            }
        }
    }

    // The first columns of C, 16 or the fewer that are left: the last panel is padded, and goes through a tile of which the real columns are copied.
    private static unsafe void MultiplyPanel(float* a, int rows, float* panel, int depth, float* c, int columns, int width, float scale)
    {
        const int stride = MicroKernel.TileColumns;
        var edge = stackalloc float[MicroKernel.TileRows * stride];
        for (var r = 0; r < rows; r += MicroKernel.TileRows)
        {
            var tile = Math.Min(MicroKernel.TileRows, rows - r);
            var from = a + ((nint)r * depth);
            var to = c + ((nint)r * columns);
            if (width == stride)
            {
                MicroKernel.Multiply(from, depth, 1, panel, stride, to, columns, tile, depth, scale, accumulate: false);
                continue;
            }

            MicroKernel.Multiply(from, depth, 1, panel, stride, edge, stride, tile, depth, scale, accumulate: false);
            for (var i = 0; i < tile; i++)
                new ReadOnlySpan<float>(edge + (i * stride), width).CopyTo(new Span<float>(to + ((nint)i * columns), width));
        }
    }
}
