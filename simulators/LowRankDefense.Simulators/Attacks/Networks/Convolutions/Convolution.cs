using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Simulators.Attacks.Networks.Convolutions;

/// <summary>A convolution with 5 × 5 kernels of stride 2 and the padding "same", which halves height and width, rounded up; without a bias.</summary>
/// <remarks>Parameters: 25·channels × channels of the output, the rows by line, column and channel.</remarks>
internal sealed class Convolution : ILayer
{
    private readonly ImageShape input;
    private readonly StridedKernel kernel;
    private readonly Parameters weights;
    private ImageBatch? given;
    private ImageBatch? made;
    private ImageBatch? slopesOfGiven;

    /// <summary>Kernels that begin normally distributed.</summary>
    /// <param name="input">Shape of an image.</param>
    /// <param name="channels">Channels of the output, 1 or more.</param>
    /// <param name="deviation">Standard deviation of the weights, 0 or more.</param>
    /// <param name="random">Draws them.</param>
    public Convolution(ImageShape input, int channels, double deviation, SeededRandom random)
    {
        this.input = input;
        Output = input.Halved(channels);
        kernel = new StridedKernel(input, Output);
        weights = new Parameters(DenseMatrix.Gaussian(kernel.Rows, kernel.Columns, deviation, random));
        Parameters = [weights];
    }

    /// <inheritdoc/>
    public ImageShape Output { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Parameters> Parameters { get; }

    /// <inheritdoc/>
    public ImageBatch Forward(ImageBatch batch, bool training)
    {
        given = batch;
        kernel.Convolve(batch, weights.Values, ImageBatch.Reuse(ref made, batch.Count, Output));
        return made;
    }

    /// <inheritdoc/>
    public ImageBatch Backward(ImageBatch slopes, bool learn)
    {
        if (learn)
            kernel.Correlate(given!, slopes, weights.Slopes);
        kernel.Spread(slopes, weights.Values, ImageBatch.Reuse(ref slopesOfGiven, slopes.Count, input));
        return slopesOfGiven;
    }
}
