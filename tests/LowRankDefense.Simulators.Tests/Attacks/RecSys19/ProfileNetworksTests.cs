using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Attacks.Networks;
using LowRankDefense.Simulators.Attacks.RecSys19;
using LowRankDefense.Simulators.Tests.Attacks.Networks;

namespace LowRankDefense.Simulators.Tests.Attacks.RecSys19;

public class ProfileNetworksTests
{
    // 1, 2, 4 and 8 channels
    private static readonly GanOptions Narrow = new() { Width = 1.0 / 64, NoiseLength = 6 };
    private static readonly ImageShape Image = new(9, 14, 1);
    private static readonly ImageShape[] Halves = [new(5, 7, 1), new(3, 4, 2), new(2, 2, 4), new(1, 1, 8)];

    [Fact]
    public void Generator_ShouldBeItsDefinition_WithTheDerivativesOfIt()
    {
        var (noise, random) = (new ImageShape(1, 1, 6), new SeededRandom(1));

        ProfileNetworks
            .Generator(Image, Narrow, random)
            .ShouldBeThatOf(
                Naive.Chain(
                    Naive.Dense(6, 8),
                    Naive.BatchNormalization(8),
                    Naive.LeakyRectifier(0),
                    Naive.TransposedConvolution(Halves[2], 8),
                    Naive.BatchNormalization(4),
                    Naive.LeakyRectifier(0),
                    Naive.TransposedConvolution(Halves[1], 4),
                    Naive.BatchNormalization(2),
                    Naive.LeakyRectifier(0),
                    Naive.TransposedConvolution(Halves[0], 2),
                    Naive.BatchNormalization(1),
                    Naive.LeakyRectifier(0),
                    Naive.TransposedConvolution(Image, 1),
                    Naive.Bias(1),
                    Naive.HyperbolicTangent()
                ),
                noise,
                images: 8
            );
    }

    [Fact]
    public void Discriminator_ShouldBeItsDefinition_WithTheDerivativesOfIt()
    {
        ProfileNetworks
            .Discriminator(Image, Narrow, new SeededRandom(1))
            .ShouldBeThatOf(
                Naive.Chain(
                    Naive.Convolution(Image, 1),
                    Naive.Bias(1),
                    Naive.LeakyRectifier(0.2),
                    Naive.Convolution(Halves[0], 2),
                    Naive.BatchNormalization(2),
                    Naive.LeakyRectifier(0.2),
                    Naive.Convolution(Halves[1], 4),
                    Naive.BatchNormalization(4),
                    Naive.LeakyRectifier(0.2),
                    Naive.Convolution(Halves[2], 8),
                    Naive.BatchNormalization(8),
                    Naive.LeakyRectifier(0.2),
                    Naive.Dense(8, 1),
                    Naive.Bias(1)
                ),
                Image,
                images: 8
            );
    }

    [Fact]
    public void Networks_ShouldHaveTheChannelsOfThePaper_AtFullWidth()
    {
        var (image, options) = (ProfileImages.ShapeFor(1682), new GanOptions { Width = 1 });

        var generator = ProfileNetworks.Generator(image, options, new SeededRandom(1));
        var discriminator = ProfileNetworks.Discriminator(image, options, new SeededRandom(1));

        generator.Output.ShouldBe(new ImageShape(29, 58, 1));
        Weights(generator).ShouldBe([100 * 2 * 4 * 512, 25 * 512 * 256, 25 * 256 * 128, 25 * 128 * 64, 25 * 64]);
        discriminator.Output.ShouldBe(new ImageShape(1, 1, 1));
        Weights(discriminator).ShouldBe([25 * 64, 25 * 64 * 128, 25 * 128 * 256, 25 * 256 * 512, 2 * 4 * 512]);
    }

    // Those of the dense layers and convolutions, which alone have more than one row
    private static IEnumerable<int> Weights(Network network) => network.Parameters.Where(p => p.Values.Rows > 1).Select(p => p.Values.Data.Length);
}
