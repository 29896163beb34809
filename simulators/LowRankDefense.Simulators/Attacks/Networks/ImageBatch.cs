using System.Diagnostics.CodeAnalysis;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Simulators.Attacks.Networks;

/// <summary>Images of one shape in one array, which can be read as a matrix in three ways.</summary>
internal sealed class ImageBatch
{
    // Values that a thread works on at a time: enough to be worth waking it, few enough to stay in the cache.
    private const int ValuesPerChunk = 16_384;

    private readonly float[] data;

    /// <summary><paramref name="count"/> images of zeros, 1 or more.</summary>
    public ImageBatch(int count, ImageShape shape)
    {
        data = new float[checked(count * shape.Length)];
        Shape = shape;
        Images = new DenseMatrix(count, shape.Length, data);
        Pixels = new DenseMatrix(count * shape.Area, shape.Channels, data);
        Lines = new DenseMatrix(count * shape.Height, shape.LineLength, data);
    }

    /// <summary>Shape of an image.</summary>
    public ImageShape Shape { get; }

    /// <summary>Number of images.</summary>
    public int Count => Images.Rows;

    /// <summary>Images × values.</summary>
    public DenseMatrix Images { get; }

    /// <summary>Pixels of all images × channels.</summary>
    public DenseMatrix Pixels { get; }

    /// <summary>Lines of all images × values of a line.</summary>
    public DenseMatrix Lines { get; }

    /// <summary>All values.</summary>
    public Span<float> Data => data;

    /// <summary>Lines of a chunk: it depends on the shape alone, and never on the machine.</summary>
    public int LinesPerChunk => Math.Max(1, ValuesPerChunk / Shape.LineLength);

    /// <summary>Makes <paramref name="held"/> a batch of that size and shape; one that is of it already stays, with what it holds.</summary>
    public static ImageBatch Reuse([NotNull] ref ImageBatch? held, int count, ImageShape shape)
    {
        if (held is null || held.Count != count || held.Shape != shape)
            held = new ImageBatch(count, shape);
        return held;
    }

    /// <summary>Calls <paramref name="body"/> on chunks of consecutive values of the batch, on all cores.</summary>
    /// <param name="body">Takes the first value of a chunk, and how many.</param>
    public void ForEachRun(Action<int, int> body) => Cores.ForEachChunk(data.Length, ValuesPerChunk, chunk => body(chunk.Start, chunk.Length));

    /// <summary>A run of consecutive values, writable.</summary>
    public Span<float> Run(int start, int length) => data.AsSpan(start, length);
}
