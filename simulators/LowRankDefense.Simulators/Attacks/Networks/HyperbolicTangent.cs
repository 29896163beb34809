using System.Numerics.Tensors;

namespace LowRankDefense.Simulators.Attacks.Networks;

/// <summary>tanh x of every value: −1 to 1.</summary>
/// <param name="shape">Shape of an image.</param>
internal sealed class HyperbolicTangent(ImageShape shape) : ILayer
{
    private ImageBatch? made;
    private ImageBatch? slopesOfGiven;

    /// <inheritdoc/>
    public ImageShape Output => shape;

    /// <inheritdoc/>
    public IReadOnlyList<Parameters> Parameters => [];

    /// <inheritdoc/>
    public ImageBatch Forward(ImageBatch batch, bool training)
    {
        var to = ImageBatch.Reuse(ref made, batch.Count, shape);
        to.ForEachRun((start, length) => TensorPrimitives.Tanh(batch.Run(start, length), to.Run(start, length)));
        return to;
    }

    /// <inheritdoc/>
    public ImageBatch Backward(ImageBatch slopes, bool learn)
    {
        var (y, to) = (made!, ImageBatch.Reuse(ref slopesOfGiven, slopes.Count, shape));
        to.ForEachRun(
            (start, length) =>
            {
                // x̄ = ȳ (1 − y²)
                var run = to.Run(start, length);
                TensorPrimitives.Multiply(y.Run(start, length), y.Run(start, length), run);
                TensorPrimitives.Subtract(1f, run, run);
                TensorPrimitives.Multiply(slopes.Run(start, length), run, run);
            }
        );
        return to;
    }
}
