using LowRankDefense.Numerics.Optimization;

namespace LowRankDefense.Simulators.Attacks.Networks;

/// <summary>Layers, each on what the one before it makes; itself a layer.</summary>
/// <param name="layers">At least one, the first first.</param>
internal sealed class Network(IReadOnlyList<ILayer> layers) : ILayer
{
    /// <inheritdoc/>
    public ImageShape Output => layers[^1].Output;

    /// <inheritdoc/>
    public IReadOnlyList<Parameters> Parameters { get; } = [.. layers.SelectMany(layer => layer.Parameters)];

    /// <inheritdoc/>
    public ImageBatch Forward(ImageBatch batch, bool training)
    {
        foreach (var layer in layers)
            batch = layer.Forward(batch, training);
        return batch;
    }

    /// <inheritdoc/>
    public ImageBatch Backward(ImageBatch slopes, bool learn)
    {
        foreach (var layer in layers.Reverse())
            slopes = layer.Backward(slopes, learn);
        return slopes;
    }

    /// <summary>Begins an optimization of all parameters.</summary>
    /// <param name="options">Step size and decays.</param>
    /// <param name="steps">Steps that will be taken at most, 0 or more.</param>
    public void Optimize(AdamOptions options, int steps)
    {
        foreach (var parameters in Parameters)
            parameters.Optimize(options, steps);
    }

    /// <summary>Forgets the derivatives by the parameters.</summary>
    public void Clear()
    {
        foreach (var parameters in Parameters)
            parameters.Clear();
    }

    /// <summary>Takes a step along the derivatives.</summary>
    /// <exception cref="InvalidOperationException">No optimization has begun.</exception>
    public void Step()
    {
        foreach (var parameters in Parameters)
            parameters.Step();
    }
}
