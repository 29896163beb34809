using LowRankDefense.Numerics.Optimization;
using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Attacks.Networks;
using LowRankDefense.Simulators.Attacks.Networks.Convolutions;

namespace LowRankDefense.Simulators.Tests.Attacks.Networks;

public class NetworkTests
{
    private static readonly ImageShape Shape = new(13, 20, 3);

    [Fact]
    public void Network_ShouldBeItsLayersInTheirOrder_WithTheDerivativesOfAll()
    {
        var shape = new ImageShape(4, 7, 2);

        Make(shape, channels: 5)
            .ShouldBeThatOf(
                Naive.Chain(
                    Naive.Convolution(shape, 5),
                    Naive.BatchNormalization(5),
                    Naive.LeakyRectifier(0.2),
                    Naive.TransposedConvolution(shape, 5),
                    Naive.Bias(2),
                    Naive.HyperbolicTangent()
                ),
                shape,
                images: 5
            );
    }

    [Fact]
    public void Steps_ShouldLowerTheLoss()
    {
        var (network, batch) = (Make(Shape, channels: 6), GradientCheck.Batch(4, Shape, new SeededRandom(2)));
        network.Optimize(new AdamOptions { LearningRate = 1e-2, WeightDecay = 0 }, steps: 30);
        var losses = Enumerable.Range(0, 30).Select(_ => Descend(network, batch)).ToList();

        losses[^1].ShouldBeLessThan(0.7 * losses[0]);
    }

    [Fact]
    public void Step_ShouldSayWhatIsMissing_WhenNoOptimizationHasBegun()
    {
        Should.Throw<InvalidOperationException>(() => Make(Shape, channels: 2).Step()).Message.ShouldContain("how to optimize");
    }

    [Fact]
    public void Training_ShouldHaveTheSameBits_OnAnyNumberOfCores()
    {
        var many = Trained();
        using var limit = Cores.Limit(1);

        Trained().ShouldBe(many);
    }

    private static Network Make(ImageShape shape, int channels)
    {
        var random = new SeededRandom(1);
        var half = shape.Halved(channels);
        return new Network([
            new Convolution(shape, channels, 0.1, random),
            new BatchNormalization(half, 0.02, random),
            new LeakyRectifier(half, 0.2f),
            new TransposedConvolution(shape, channels, 0.1, random),
            new Bias(shape),
            new HyperbolicTangent(shape),
        ]);
    }

    // Images, patches and lines of several chunks and panels.
    private static float[] Trained()
    {
        var (network, batch) = (Make(Shape, channels: 20), GradientCheck.Batch(70, Shape, new SeededRandom(2)));
        network.Optimize(new AdamOptions { WeightDecay = 0 }, steps: 2);
        Descend(network, batch);
        Descend(network, batch);
        return [.. network.Parameters.SelectMany(p => p.Values.Data.ToArray())];
    }

    // A step towards images of 0.5 everywhere
    private static double Descend(Network network, ImageBatch batch)
    {
        var made = network.Forward(batch, training: true);
        var slopes = new ImageBatch(batch.Count, Shape);
        var loss = 0.0;
        for (var i = 0; i < made.Data.Length; i++)
        {
            slopes.Data[i] = made.Data[i] - 0.5f;
            loss += slopes.Data[i] * slopes.Data[i] / made.Data.Length;
        }

        network.Clear();
        network.Backward(slopes, learn: true);
        network.Step();
        return loss;
    }
}
