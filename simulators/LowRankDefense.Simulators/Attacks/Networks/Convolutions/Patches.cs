using LowRankDefense.Numerics.Kernels;

namespace LowRankDefense.Simulators.Attacks.Networks.Convolutions;

/// <summary>The 5 × 5 patches of an image at every second pixel, read ("im2col") and added back ("col2im"), a line of them at a time.</summary>
/// <remarks>
/// Padding as TensorFlow's "same": patch (y, x) begins at pixel (2y − before, 2x − before), and what lies outside the image is 0. Channels lie last, so that a line
/// of a patch is one run of memory. Both directions are each other's adjoint.
/// </remarks>
/// <param name="shape">The image.</param>
internal sealed class Patches(ImageShape shape)
{
    /// <summary>Height and width of a patch, and with it of a kernel.</summary>
    public const int Side = 5;

    /// <summary>Pixels from a patch to the next.</summary>
    public const int Stride = 2;

    private readonly (int Start, int Pixels, int Skipped)[] columns =
    [
        .. Enumerable.Range(0, (shape.Width + 1) / 2).Select(x => Within(x, shape.Width)),
    ];
    private readonly int top = Before(shape.Height);

    /// <summary>Patches, one after the other: ⌈height/2⌉ × ⌈width/2⌉.</summary>
    public int Count => shape.Halved(1).Area;

    /// <summary>Values of a line of a patch.</summary>
    public int LineLength => Side * shape.Channels;

    /// <summary>Values of a patch, lines × columns × channels.</summary>
    public int Length => Side * LineLength;

    /// <summary>Copies line <paramref name="line"/> of every patch.</summary>
    /// <param name="image">The image.</param>
    /// <param name="line">0 to 4.</param>
    /// <param name="to">Takes the line of patch p at p · <paramref name="stride"/>.</param>
    /// <param name="stride">From the line of a patch to that of the next, at least <see cref="LineLength"/>.</param>
    public void Read(ReadOnlySpan<float> image, int line, Span<float> to, int stride)
    {
        for (var patch = 0; patch < Count; patch++)
        {
            var target = to.Slice(patch * stride, LineLength);
            if (Find(patch, line) is not var (start, length, skipped))
            {
                target.Clear();
                continue;
            }

            target[..skipped].Clear();
            image.Slice(start, length).CopyTo(target[skipped..]);
            target[(skipped + length)..].Clear();
        }
    }

    /// <summary>Adds line <paramref name="line"/> of every patch to the pixels that it was read from.</summary>
    /// <param name="image">The image, added to.</param>
    /// <param name="line">0 to 4.</param>
    /// <param name="from">Has the line of patch p at p · <paramref name="stride"/>.</param>
    /// <param name="stride">From the line of a patch to that of the next, at least <see cref="LineLength"/>.</param>
    public void Add(Span<float> image, int line, ReadOnlySpan<float> from, int stride)
    {
        for (var patch = 0; patch < Count; patch++)
        {
            if (Find(patch, line) is var (start, length, skipped))
                Vectors.Axpy(1f, from.Slice((patch * stride) + skipped, length), image.Slice(start, length));
        }
    }

    // Where in the image the values of a line of a patch begin, how many there are, and how many of the patch lie to the left of the image; null below and above it.
    private (int Start, int Length, int Skipped)? Find(int patch, int line)
    {
        var (y, x) = Math.DivRem(patch, columns.Length);
        y = (Stride * y) - top + line;
        if (y < 0 || y >= shape.Height)
            return null;
        var (start, pixels, skipped) = columns[x];
        return (((y * shape.Width) + start) * shape.Channels, pixels * shape.Channels, skipped * shape.Channels);
    }

    private static (int Start, int Pixels, int Skipped) Within(int x, int size)
    {
        var from = (Stride * x) - Before(size);
        var start = Math.Max(0, from);
        return (start, Math.Min(size, from + Side) - start, start - from);
    }

    // Half of the padding max(0, (⌈n/2⌉ − 1)·2 + 5 − n), rounded down: 2 for odd n, 1 for even n.
    private static int Before(int size) => ((((size + 1) / 2) - 1) * Stride + Side - size) / 2;
}
