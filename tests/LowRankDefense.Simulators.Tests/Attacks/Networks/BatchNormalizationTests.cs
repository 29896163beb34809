using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Attacks.Networks;
using LowRankDefense.TestKit;

namespace LowRankDefense.Simulators.Tests.Attacks.Networks;

public class BatchNormalizationTests
{
    private static readonly ImageShape Shape = new(3, 5, 4);

    [Theory]
    [InlineData(3, 5, 4)]
    [InlineData(1, 1, 6)]
    [InlineData(29, 40, 3)]
    public void Layer_ShouldBeItsDefinition_WithTheDerivativesOfIt(int height, int width, int channels)
    {
        var shape = new ImageShape(height, width, channels);

        new BatchNormalization(shape, 0.02, new SeededRandom(1)).ShouldBeThatOf(Naive.BatchNormalization(channels), shape, images: 7);
    }

    [Fact]
    public void RunningStatistics_ShouldKeepNineTenthsOfWhatTheyWere_AtEveryBatch()
    {
        var (layer, random) = (new BatchNormalization(Shape, 0.02, new SeededRandom(1)), new SeededRandom(2));
        var (mean, variance) = (0.0, 1.0);

        for (var i = 0; i < 3; i++)
        {
            var batch = GradientCheck.Batch(4, Shape, random);
            double[] channel = [.. batch.Data.ToArray().Where((_, at) => at % Shape.Channels == 2)];
            mean = (0.9 * mean) + (0.1 * channel.Average());
            variance = (0.9 * variance) + (0.1 * channel.Average(v => (v - channel.Average()) * (v - channel.Average())));
            layer.Forward(batch, training: true);
        }

        layer.RunningMean[2].ShouldBe(mean, 1e-6);
        layer.RunningVariance[2].ShouldBe(variance, 1e-6);
    }

    [Fact]
    public void RunningStatistics_ShouldStay_AndCountInsteadOfTheBatch_WhenNothingIsTrained()
    {
        var (layer, random) = (new BatchNormalization(Shape, 0.02, new SeededRandom(1)), new SeededRandom(2));
        layer.Forward(GradientCheck.Batch(4, Shape, random), training: true);
        double[] means = [.. layer.RunningMean];
        var batch = GradientCheck.Batch(2, Shape, random);

        float[] made = layer.Forward(batch, training: false).Data.ToArray();

        layer.RunningMean.ShouldBe(means);
        var expected = new float[made.Length];
        for (var i = 0; i < made.Length; i++)
        {
            var c = i % Shape.Channels;
            expected[i] =
                layer.Parameters[0].Values[0, c] * (float)((batch.Data[i] - layer.RunningMean[c]) / Math.Sqrt(layer.RunningVariance[c] + 1e-5));
        }

        ((ReadOnlySpan<float>)made).ShouldBeClose(expected);
    }

    [Fact]
    public void Scale_ShouldBeginAboutOne()
    {
        var scale = new BatchNormalization(new(1, 1, 4_000), 0.02, new SeededRandom(3)).Parameters[0].Values.Data.ToArray();

        scale.Average().ShouldBe(1f, 2e-3f);
        Math.Sqrt(scale.Average(s => (s - 1.0) * (s - 1.0))).ShouldBe(0.02, 1e-3);
    }
}
