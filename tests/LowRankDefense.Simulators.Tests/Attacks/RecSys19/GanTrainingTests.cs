using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Optimization;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Attacks.Networks;
using LowRankDefense.Simulators.Attacks.RecSys19;
using LowRankDefense.Simulators.Tests.Attacks.Networks;

namespace LowRankDefense.Simulators.Tests.Attacks.RecSys19;

public class GanTrainingTests
{
    private const int Images = 6;
    private static readonly ImageShape Image = new(7, 11, 1);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Steps_ShouldBeThoseOfTheAlgorithm_WithEveryPassTakenAnew(int generatorSteps)
    {
        var options = new GanOptions
        {
            Width = 1.0 / 64,
            NoiseLength = 5,
            GeneratorSteps = generatorSteps,
        };
        var genuine = GradientCheck.Batch(Images, Image, new SeededRandom(2));
        var training = new GanTraining(Image, Images, steps: 2, options, new SeededRandom(3));

        double[] losses = [training.Step(genuine, CancellationToken.None), training.Step(genuine, CancellationToken.None)];

        var (generator, expected) = Written(genuine, options);
        losses.ShouldBe(expected);
        Values(training.Generator).ShouldBe(Values(generator));
    }

    [Fact]
    public void Step_ShouldNameTheOption_WhenTheLossIsNotFinite()
    {
        var genuine = new ImageBatch(Images, Image);
        genuine.Data.Fill(float.NaN);

        Should
            .Throw<NumericalBreakdownException>(() =>
                new GanTraining(Image, Images, steps: 1, new GanOptions { Width = 0.01 }, new SeededRandom(3)).Step(genuine, CancellationToken.None)
            )
            .Message.ShouldContain("lower LearningRate (0.001)");
    }

    [Fact]
    public void Noise_ShouldBeUniformBetweenMinusOneAndOne()
    {
        var noise = new ImageBatch(100, new ImageShape(1, 1, 100));

        GanTraining.Draw(noise, new SeededRandom(5));

        float[] drawn = noise.Data.ToArray();
        drawn.ShouldAllBe(v => v >= -1f && v <= 1f);
        drawn.Average().ShouldBe(0f, 0.02f);
        drawn.Average(v => v * v).ShouldBe(1f / 3f, 0.02f);
    }

    // Goodfellow et al., algorithm 1, written out: two steps.
    private static (Network Generator, double[] Losses) Written(ImageBatch genuine, GanOptions options)
    {
        var random = new SeededRandom(3);
        var generator = ProfileNetworks.Generator(Image, options, random);
        var discriminator = ProfileNetworks.Discriminator(Image, options, random);
        var adam = new AdamOptions
        {
            LearningRate = 1e-3,
            FirstDecay = 0.5,
            WeightDecay = 0,
        };
        generator.Optimize(adam, 100);
        discriminator.Optimize(adam, 100);
        var (noise, slopes, losses) = (
            new ImageBatch(Images, new ImageShape(1, 1, 5)),
            new ImageBatch(Images, new ImageShape(1, 1, 1)),
            new double[2]
        );
        for (var step = 0; step < losses.Length; step++)
        {
            GanTraining.Draw(noise, random);
            discriminator.Clear();
            foreach (var isGenuine in new[] { true, false })
            {
                var images = isGenuine ? genuine : generator.Forward(noise, training: true);
                losses[step] += LogisticLoss.Evaluate(discriminator.Forward(images, training: true), isGenuine, slopes);
                discriminator.Backward(slopes, learn: true);
            }

            discriminator.Step();
            for (var g = 0; g < options.GeneratorSteps; g++)
            {
                generator.Clear();
                LogisticLoss.Evaluate(discriminator.Forward(generator.Forward(noise, training: true), training: true), genuine: true, slopes);
                generator.Backward(discriminator.Backward(slopes, learn: true), learn: true);
                generator.Step();
            }
        }

        return (generator, losses);
    }

    private static float[] Values(Network network) => [.. network.Parameters.SelectMany(p => p.Values.Data.ToArray())];
}
