using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Attacks.Networks;
using LowRankDefense.Simulators.Attacks.Networks.Convolutions;

namespace LowRankDefense.Simulators.Tests.Attacks.Networks.Convolutions;

public class ConvolutionTests
{
    /// <summary>Height, width and channels of the large image, channels of the small one, and how many: odd and even, smaller than the kernel, and several chunks and panels.</summary>
    public static TheoryData<int, int, int, int, int> Sizes =>
        new()
        {
            { 1, 1, 3, 4, 2 },
            { 2, 1, 1, 1, 1 },
            { 2, 4, 3, 17, 2 },
            { 5, 6, 2, 3, 3 },
            { 7, 7, 1, 5, 2 },
            { 8, 3, 4, 2, 2 },
            { 29, 58, 1, 2, 6 },
        };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Convolution_ShouldBeItsDefinition_WithTheDerivativesOfIt(int height, int width, int channels, int kernels, int images)
    {
        var large = new ImageShape(height, width, channels);

        new Convolution(large, kernels, 0.02, new SeededRandom(1)).ShouldBeThatOf(Naive.Convolution(large, kernels), large, images);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void TransposedConvolution_ShouldBeItsDefinition_WithTheDerivativesOfIt(int height, int width, int channels, int kernels, int images)
    {
        var large = new ImageShape(height, width, channels);

        new TransposedConvolution(large, kernels, 0.02, new SeededRandom(1)).ShouldBeThatOf(
            Naive.TransposedConvolution(large, kernels),
            large.Halved(kernels),
            images
        );
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void TransposedConvolution_ShouldBeTheAdjoint_OfTheConvolutionWithItsWeights(int height, int width, int channels, int kernels, int images)
    {
        var (large, random) = (new ImageShape(height, width, channels), new SeededRandom(2));
        var convolution = new Convolution(large, kernels, 1, random);
        var transposed = new TransposedConvolution(large, kernels, 1, random);
        convolution.Parameters[0].Values.Data.CopyTo(transposed.Parameters[0].Values.Data);
        var (x, y) = (GradientCheck.Batch(images, large, random), GradientCheck.Batch(images, large.Halved(kernels), random));

        // ⟨C x, y⟩ = ⟨x, Cᵀ y⟩
        var forth = Product(convolution.Forward(x, training: false), y);
        forth.ShouldBe(Product(x, transposed.Forward(y, training: false)), 1e-5 * Math.Sqrt(Product(x, x) * Product(y, y)) * kernels);
        Math.Abs(forth).ShouldBeGreaterThan(1e-2);
    }

    [Theory]
    [InlineData(29, 58, 15, 29)]
    [InlineData(15, 29, 8, 15)]
    [InlineData(1, 1, 1, 1)]
    public void Convolution_ShouldHalveHeightAndWidth_RoundedUp(int height, int width, int halfHeight, int halfWidth)
    {
        new Convolution(new(height, width, 1), 3, 0.02, new SeededRandom(1)).Output.ShouldBe(new ImageShape(halfHeight, halfWidth, 3));
    }

    private static double Product(ImageBatch a, ImageBatch b) => a.Data.ToArray().Zip(b.Data.ToArray(), (x, y) => (double)x * y).Sum();
}
