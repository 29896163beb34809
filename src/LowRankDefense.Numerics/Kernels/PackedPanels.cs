using System.Diagnostics;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Numerics.Kernels;

/// <summary>The right factor of a product, rearranged once into panels of 16 columns (padded with zeros) so that the kernel reads it in a straight line.</summary>
public sealed class PackedPanels
{
    /// <summary>Columns of a panel.</summary>
    public const int Width = MicroKernel.TileColumns;

    private float[] panels = [];

    /// <summary>Rows of the packed matrix.</summary>
    public int Depth { get; private set; }

    /// <summary>Columns of the packed matrix, without the padding.</summary>
    public int Columns { get; private set; }

    /// <summary>Number of panels.</summary>
    internal int Count => PanelsOf(Columns);

    /// <summary>The panels one after the other, each depth × 16; may be longer.</summary>
    internal float[] Data => panels;

    /// <summary>Packs <paramref name="b"/> (depth × columns) as it is; the memory of an earlier packing is used again.</summary>
    public PackedPanels Pack(DenseMatrix b)
    {
        ArgumentNullException.ThrowIfNull(b);
        Shape(b.Rows, b.Columns);
        for (var p = 0; p < Count; p++)
        {
            var width = Math.Min(MicroKernel.TileColumns, Columns - (p * MicroKernel.TileColumns));
            for (var k = 0; k < Depth; k++)
                b.Row(k).Slice(p * MicroKernel.TileColumns, width).CopyTo(Run(p, k));
        }

        return this;
    }

    /// <summary>Packs the transpose of rows <paramref name="start"/> .. <paramref name="end"/> − 1 of <paramref name="b"/> (columns × depth).</summary>
    public PackedPanels PackTransposed(DenseMatrix b, int start, int end)
    {
        ArgumentNullException.ThrowIfNull(b);
        Shape(b.Columns, end - start);
        for (var r = start; r < end; r++)
        {
            var row = b.Row(r);
            var (panel, lane) = Math.DivRem(r - start, MicroKernel.TileColumns);
            var target = panels.AsSpan(panel * Depth * MicroKernel.TileColumns);
            for (var k = 0; k < row.Length; k++)
                target[(k * MicroKernel.TileColumns) + lane] = row[k];
        }

        return this;
    }

    /// <summary>xᵀ B for the columns from <paramref name="firstColumn"/> on, on the calling thread.</summary>
    /// <param name="x">x: length <see cref="Depth"/>.</param>
    /// <param name="firstColumn">A multiple of <see cref="Width"/>.</param>
    /// <param name="product">Takes one value per column; its length says how many.</param>
    public unsafe void MultiplyRow(ReadOnlySpan<float> x, int firstColumn, Span<float> product)
    {
        if (x.Length != Depth || firstColumn % Width != 0 || firstColumn + product.Length > Columns)
            throw new ArgumentException($"{x.Length} values times columns {firstColumn} .. of {Depth} × {Columns} are not defined.", nameof(x));
        var edge = stackalloc float[Width];
        fixed (
            float* a = x,
                b = panels,
                c = product
        )
        {
            for (var at = 0; at < product.Length; at += Width)
            {
                var panel = b + ((nint)(firstColumn + at) * Depth);
                var whole = at + Width <= product.Length;
                MicroKernel.Multiply(a, Depth, 1, panel, Width, whole ? c + at : edge, Width, 1, Depth, 1f, accumulate: false);
                if (!whole)
                    new ReadOnlySpan<float>(edge, product.Length - at).CopyTo(product[at..]);
            }
        }
    }

    /// <summary>Exchanges columns <paramref name="a"/> and <paramref name="b"/>.</summary>
    public void SwapColumns(int a, int b)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)a, (uint)Columns, nameof(a));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)b, (uint)Columns, nameof(b));
        for (var k = 0; k < Depth; k++)
        {
            ref var left = ref Run(a / Width, k)[a % Width];
            ref var right = ref Run(b / Width, k)[b % Width];
            (left, right) = (right, left);
        }
    }

    /// <summary>Row <paramref name="k"/> of panel <paramref name="panel"/>: 16 values, the padding included.</summary>
    internal Span<float> Run(int panel, int k)
    {
        Debug.Assert((uint)panel < (uint)Count && (uint)k < (uint)Depth);
        return panels.AsSpan(((panel * Depth) + k) * MicroKernel.TileColumns, MicroKernel.TileColumns);
    }

    private static int PanelsOf(int columns) => (columns + MicroKernel.TileColumns - 1) / MicroKernel.TileColumns;

    private void Shape(int depth, int columns)
    {
        Depth = depth;
        Columns = columns;
        var length = checked(Count * depth * MicroKernel.TileColumns);
        if (panels.Length < length)
            panels = new float[length];
        else if (columns % MicroKernel.TileColumns != 0)
            panels.AsSpan(0, length).Clear();
    }
}
