namespace LowRankDefense.Simulators.Attacks.Networks;

/// <summary>A differentiable map of images to images, with or without parameters.</summary>
/// <remarks>
/// A layer owns the batches that it returns, and overwrites them when it is called again. It serves one caller at a time, and spreads its work over the
/// cores so that no bit of the result depends on how many there are.
/// </remarks>
internal interface ILayer
{
    /// <summary>Shape of what it makes.</summary>
    ImageShape Output { get; }

    /// <summary>What is learned; empty where nothing is.</summary>
    IReadOnlyList<Parameters> Parameters { get; }

    /// <summary>Maps a batch.</summary>
    /// <param name="batch">Images of the shape that the layer was made for; must stay as they are until <see cref="Backward"/> is through.</param>
    /// <param name="training">Whether the layer may learn from the batch, and <see cref="Backward"/> be called; false to use what was learned.</param>
    /// <returns>As many images of the shape <see cref="Output"/>.</returns>
    ImageBatch Forward(ImageBatch batch, bool training);

    /// <summary>Takes the derivatives of a loss back through the last <see cref="Forward"/>, which was one of the training.</summary>
    /// <param name="slopes">Derivatives by what <see cref="Forward"/> returned.</param>
    /// <param name="learn">Whether the derivatives by the parameters are wanted: they are added to <see cref="Networks.Parameters.Slopes"/>.</param>
    /// <returns>Derivatives by the batch.</returns>
    ImageBatch Backward(ImageBatch slopes, bool learn);
}
