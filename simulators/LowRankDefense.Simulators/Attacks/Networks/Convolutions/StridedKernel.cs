using System.Buffers;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Simulators.Attacks.Networks.Convolutions;

/// <summary>The three products of a 5 × 5 kernel of stride 2 between a large image and one of half its height and width, on all cores.</summary>
/// <remarks>
/// With P the patches of the large images (patches × 25·channels) and W the kernel: small = P W is a convolution, the patches that add up to the large images,
/// small Wᵀ, its adjoint, and PᵀD the derivative of either by W. Patches are formed for a few images at a time. One instance serves one caller at a time.
/// </remarks>
/// <param name="large">Shape of the large image.</param>
/// <param name="small">Shape of the small one, ⌈n/2⌉ in both directions.</param>
internal sealed class StridedKernel(ImageShape large, ImageShape small)
{
    // Patches of a product: full register tiles, and in the second-level cache for up to some hundred channels.
    private const int PatchesPerChunk = 96;

    // Patches that are kept for a derivative by the kernel.
    private const int PatchesPerPanel = 2048;

    private readonly Patches patches = new(large);
    private readonly PackedPanels packed = new();
    private readonly Strip[] strips = [.. Enumerable.Range(0, Patches.Side).Select(_ => new Strip(Patches.Side * large.Channels, small.Channels))];

    private DenseMatrix panel = new(0, small.Channels);

    /// <summary>Rows of the kernel W: line, column and channel of the patch.</summary>
    public int Rows => patches.Length;

    /// <summary>Columns of the kernel W: channels of the small image.</summary>
    public int Columns => small.Channels;

    private int ImagesPerChunk => Math.Max(1, PatchesPerChunk / small.Area);

    /// <summary>small ← P W.</summary>
    /// <param name="from">Large images.</param>
    /// <param name="kernel">W: <see cref="Rows"/> × <see cref="Columns"/>.</param>
    /// <param name="to">Small images, overwritten.</param>
    public void Convolve(ImageBatch from, DenseMatrix kernel, ImageBatch to)
    {
        packed.Pack(kernel);
        Cores.ForEachChunk(
            from.Count,
            ImagesPerChunk,
            images =>
            {
                var rows = ArrayPool<float>.Shared.Rent(images.Length * patches.Count * patches.Length);
                for (var i = images.Start; i < images.End; i++)
                for (var line = 0; line < Patches.Side; line++)
                {
                    var first = ((i - images.Start) * patches.Count * patches.Length) + (line * patches.LineLength);
                    patches.Read(from.Images.Row(i), line, rows.AsSpan(first), patches.Length);
                }

                DenseProducts.Multiply(rows, images.Length * patches.Count, packed, to.Images.RowRange(images.Start, images.End));
                ArrayPool<float>.Shared.Return(rows);
            }
        );
    }

    /// <summary>large ← the sum of the patches small Wᵀ, each at its place.</summary>
    /// <param name="from">Small images.</param>
    /// <param name="kernel">W: <see cref="Rows"/> × <see cref="Columns"/>.</param>
    /// <param name="to">Large images, overwritten.</param>
    public void Spread(ImageBatch from, DenseMatrix kernel, ImageBatch to)
    {
        packed.PackTransposed(kernel, 0, kernel.Rows);
        Cores.ForEachChunk(
            from.Count,
            ImagesPerChunk,
            images =>
            {
                var rows = ArrayPool<float>.Shared.Rent(images.Length * patches.Count * patches.Length);
                DenseProducts.Multiply(from.Images.RowRange(images.Start, images.End), images.Length * patches.Count, packed, rows);
                to.Images.RowRange(images.Start, images.End).Clear();
                for (var i = images.Start; i < images.End; i++)
                for (var line = 0; line < Patches.Side; line++)
                {
                    var first = ((i - images.Start) * patches.Count * patches.Length) + (line * patches.LineLength);
                    patches.Add(to.Images.Row(i), line, rows.AsSpan(first), patches.Length);
                }

                ArrayPool<float>.Shared.Return(rows);
            }
        );
    }

    /// <summary>slopes ← slopes + PᵀD.</summary>
    /// <param name="images">Large images, those of the patches P.</param>
    /// <param name="other">D: small images.</param>
    /// <param name="slopes">As the kernel.</param>
    public void Correlate(ImageBatch images, ImageBatch other, DenseMatrix slopes)
    {
        var atOnce = Math.Min(images.Count, Math.Max(1, PatchesPerPanel / small.Area));
        if (panel.Rows < atOnce * small.Area)
            panel = new DenseMatrix(atOnce * small.Area, small.Channels);
        for (var start = 0; start < images.Count; start += atOnce)
        {
            var (first, count) = (start, Math.Min(atOnce, images.Count - start));
            other.Images.RowRange(first, first + count).CopyTo(panel.Data);
            // A line of the patches at a time: the five have nothing in common but the images.
            Cores.ForEachChunk(
                Patches.Side,
                1,
                line => strips[line.Index].Correlate(patches, line.Index, images.Images, first, panel, count * small.Area, slopes)
            );
        }
    }

    /// <summary>Derivatives by the part of a kernel that belongs to one line of the patches.</summary>
    private sealed class Strip(int length, int channels)
    {
        private readonly TransposedProduct product = new(length, channels);
        private readonly DenseMatrix sum = new(length, channels);
        private DenseMatrix read = new(0, length);

        /// <summary>Adds them for the images from <paramref name="first"/> on, to which the first <paramref name="rows"/> rows of <paramref name="panel"/> belong.</summary>
        public void Correlate(Patches patches, int line, DenseMatrix images, int first, DenseMatrix panel, int rows, DenseMatrix slopes)
        {
            if (read.Rows < panel.Rows)
                read = new DenseMatrix(panel.Rows, length);
            for (var row = 0; row < rows; row += patches.Count)
                patches.Read(images.Row(first + (row / patches.Count)), line, read.RowRange(row, row + patches.Count), length);
            product.Compute(read, panel, rows, sum);
            Vectors.Axpy(1f, sum.Data, slopes.RowRange(line * length, (line + 1) * length));
        }
    }
}
