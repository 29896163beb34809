using System.Numerics.Tensors;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Simulators.Attacks.Networks;

/// <summary>Adds a learned number to every channel; what <see cref="BatchNormalization"/> follows needs none, because it takes the mean away.</summary>
/// <remarks>Parameters: 1 × channels, 0 to begin with.</remarks>
internal sealed class Bias : ILayer
{
    private readonly Parameters shift;
    private readonly ChannelSums sums;
    private readonly float[] line;
    private ImageBatch? made;

    /// <summary>A bias of 0.</summary>
    /// <param name="shape">Shape of an image.</param>
    public Bias(ImageShape shape)
    {
        Output = shape;
        shift = new Parameters(new DenseMatrix(1, shape.Channels));
        Parameters = [shift];
        sums = new ChannelSums(shape);
        line = new float[shape.LineLength];
    }

    /// <inheritdoc/>
    public ImageShape Output { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Parameters> Parameters { get; }

    /// <inheritdoc/>
    public ImageBatch Forward(ImageBatch batch, bool training)
    {
        var to = ImageBatch.Reuse(ref made, batch.Count, Output);
        sums.Repeat(channel => shift.Values[0, channel], line);
        ChannelSums.ForEachLine(batch, at => TensorPrimitives.Add(batch.Lines.Row(at), line, to.Lines.Row(at)));
        return to;
    }

    /// <inheritdoc/>
    public ImageBatch Backward(ImageBatch slopes, bool learn)
    {
        if (!learn)
            return slopes;
        var ofChannels = sums.Of(slopes, (at, sum) => TensorPrimitives.Add(slopes.Lines.Row(at), sum, sum));
        for (var channel = 0; channel < ofChannels.Length; channel++)
            shift.Slopes[0, channel] += (float)ofChannels[channel];
        return slopes;
    }
}
