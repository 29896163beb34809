using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Simulators.Attacks.Networks.Convolutions;

/// <summary>The adjoint of a <see cref="Convolution"/> ("fractionally strided convolution"), which doubles height and width; without a bias.</summary>
/// <remarks>
/// ⟨C x, y⟩ = ⟨x, Cᵀ y⟩ for the convolution C with the same weights. Parameters: 25·channels of the output × channels of the input, as those of C.
/// </remarks>
internal sealed class TransposedConvolution : ILayer
{
    private readonly ImageShape input;
    private readonly StridedKernel kernel;
    private readonly Parameters weights;
    private ImageBatch? given;
    private ImageBatch? made;
    private ImageBatch? slopesOfGiven;

    /// <summary>Kernels that begin normally distributed.</summary>
    /// <param name="output">Shape of what it makes: of the two heights and widths that halve to the same, the one that is wanted.</param>
    /// <param name="channels">Channels of the input, which has ⌈n/2⌉ of the height and width; 1 or more.</param>
    /// <param name="deviation">Standard deviation of the weights, 0 or more.</param>
    /// <param name="random">Draws them.</param>
    public TransposedConvolution(ImageShape output, int channels, double deviation, SeededRandom random)
    {
        Output = output;
        input = output.Halved(channels);
        kernel = new StridedKernel(output, input);
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
        kernel.Spread(batch, weights.Values, ImageBatch.Reuse(ref made, batch.Count, Output));
        return made;
    }

    /// <inheritdoc/>
    public ImageBatch Backward(ImageBatch slopes, bool learn)
    {
        if (learn)
            kernel.Correlate(slopes, given!, weights.Slopes);
        kernel.Convolve(slopes, weights.Values, ImageBatch.Reuse(ref slopesOfGiven, slopes.Count, input));
        return slopesOfGiven;
    }
}
