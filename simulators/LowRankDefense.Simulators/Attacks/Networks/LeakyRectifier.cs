using System.Numerics;
using System.Runtime.InteropServices;

namespace LowRankDefense.Simulators.Attacks.Networks;

/// <summary>x where it is positive, else a fraction of it (Maas, Hannun &amp; Ng 2013); a fraction of 0 is the rectifier.</summary>
/// <param name="shape">Shape of an image.</param>
/// <param name="slope">The fraction, 0 up to 1.</param>
internal sealed class LeakyRectifier(ImageShape shape, float slope) : ILayer
{
    private ImageBatch? given;
    private ImageBatch? made;
    private ImageBatch? slopesOfGiven;

    /// <inheritdoc/>
    public ImageShape Output => shape;

    /// <inheritdoc/>
    public IReadOnlyList<Parameters> Parameters => [];

    /// <inheritdoc/>
    public ImageBatch Forward(ImageBatch batch, bool training)
    {
        given = batch;
        return Scale(batch, batch, ImageBatch.Reuse(ref made, batch.Count, shape));
    }

    /// <inheritdoc/>
    public ImageBatch Backward(ImageBatch slopes, bool learn) => Scale(slopes, given!, ImageBatch.Reuse(ref slopesOfGiven, slopes.Count, shape));

    // to = from, times the slope where the sign is not positive
    private ImageBatch Scale(ImageBatch from, ImageBatch sign, ImageBatch to)
    {
        to.ForEachRun((start, length) => Scale(from.Run(start, length), sign.Run(start, length), to.Run(start, length)));
        return to;
    }

    private void Scale(ReadOnlySpan<float> from, ReadOnlySpan<float> sign, Span<float> to)
    {
        var factor = new Vector<float>(slope);
        var x = MemoryMarshal.Cast<float, Vector<float>>(from);
        var s = MemoryMarshal.Cast<float, Vector<float>>(sign);
        var y = MemoryMarshal.Cast<float, Vector<float>>(to);
        for (var i = 0; i < x.Length; i++)
            y[i] = Vector.ConditionalSelect(Vector.GreaterThan(s[i], Vector<float>.Zero), x[i], x[i] * factor);
        for (var i = x.Length * Vector<float>.Count; i < from.Length; i++)
            to[i] = sign[i] > 0f ? from[i] : from[i] * slope;
    }
}
