using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Simulators.Attacks.Networks;

/// <summary>Y = X W for images X as vectors, whatever their shape; without a bias, which is <see cref="Bias"/>.</summary>
/// <remarks>Parameters: W, values of an image × values of the output.</remarks>
internal sealed class Dense : ILayer
{
    private const int ImagesPerChunk = 12;

    private readonly ImageShape input;
    private readonly Parameters weights;
    private readonly PackedPanels packed = new();
    private readonly TransposedProduct product;
    private readonly DenseMatrix sum;
    private ImageBatch? given;
    private ImageBatch? made;
    private ImageBatch? slopesOfGiven;

    /// <summary>Weights that begin normally distributed.</summary>
    /// <param name="input">Shape of an image.</param>
    /// <param name="output">Shape of what it makes.</param>
    /// <param name="deviation">Standard deviation of the weights, 0 or more.</param>
    /// <param name="random">Draws them.</param>
    public Dense(ImageShape input, ImageShape output, double deviation, SeededRandom random)
    {
        this.input = input;
        Output = output;
        weights = new Parameters(DenseMatrix.Gaussian(input.Length, output.Length, deviation, random));
        Parameters = [weights];
        product = new TransposedProduct(input.Length, output.Length);
        sum = new DenseMatrix(input.Length, output.Length);
    }

    /// <inheritdoc/>
    public ImageShape Output { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Parameters> Parameters { get; }

    /// <inheritdoc/>
    public ImageBatch Forward(ImageBatch batch, bool training)
    {
        given = batch;
        packed.Pack(weights.Values);
        return Multiply(batch, ImageBatch.Reuse(ref made, batch.Count, Output));
    }

    /// <inheritdoc/>
    public ImageBatch Backward(ImageBatch slopes, bool learn)
    {
        if (learn)
        {
            // W̄ = Xᵀ Ȳ
            product.Compute(given!.Images, slopes.Images, slopes.Count, sum);
            Vectors.Axpy(1f, sum.Data, weights.Slopes.Data);
        }

        // X̄ = Ȳ Wᵀ
        packed.PackTransposed(weights.Values, 0, input.Length);
        return Multiply(slopes, ImageBatch.Reuse(ref slopesOfGiven, slopes.Count, input));
    }

    private ImageBatch Multiply(ImageBatch from, ImageBatch to)
    {
        Cores.ForEachChunk(
            from.Count,
            ImagesPerChunk,
            images =>
                DenseProducts.Multiply(
                    from.Images.RowRange(images.Start, images.End),
                    images.Length,
                    packed,
                    to.Images.RowRange(images.Start, images.End)
                )
        );
        return to;
    }
}
