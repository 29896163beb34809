using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Optimization;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Attacks.Networks;

namespace LowRankDefense.Simulators.Attacks.RecSys19;

/// <summary>The game of a generator and a discriminator, a batch at a time.</summary>
/// <remarks>
/// Goodfellow et al. (NeurIPS 2014), algorithm 1, with the loss of the generator that does not saturate, −ln D(G(z)). The genuine and the drawn images of a step are
/// normalized as batches of their own (Radford, Metz &amp; Chintala, ICLR 2016).
/// </remarks>
internal sealed class GanTraining
{
    private readonly GanOptions options;
    private readonly SeededRandom random;
    private readonly Network discriminator;
    private readonly ImageBatch noise;
    private readonly ImageBatch slopes;

    /// <summary>Both networks as they begin.</summary>
    /// <param name="image">Shape of the images.</param>
    /// <param name="batchSize">Images of a batch, 2 or more.</param>
    /// <param name="steps">Steps that will be taken at most.</param>
    /// <param name="options">The rest.</param>
    /// <param name="random">Draws weights and noise.</param>
    public GanTraining(ImageShape image, int batchSize, int steps, GanOptions options, SeededRandom random)
    {
        (this.options, this.random) = (options, random);
        Generator = ProfileNetworks.Generator(image, options, random);
        discriminator = ProfileNetworks.Discriminator(image, options, random);
        noise = new ImageBatch(batchSize, new ImageShape(1, 1, options.NoiseLength));
        slopes = new ImageBatch(batchSize, discriminator.Output);
        var adam = new AdamOptions
        {
            LearningRate = options.LearningRate,
            FirstDecay = options.Beta1,
            WeightDecay = 0,
        };
        Generator.Optimize(adam, checked(steps * options.GeneratorSteps));
        discriminator.Optimize(adam, steps);
    }

    /// <summary>The generator as it is now.</summary>
    public Network Generator { get; }

    /// <summary>Fills a batch with what images are drawn from: uniform numbers of −1 to 1.</summary>
    public static void Draw(ImageBatch noise, SeededRandom random)
    {
        foreach (ref var value in noise.Data)
            value = (float)((2.0 * random.NextDouble()) - 1.0);
    }

    /// <summary>One step of the discriminator, and those of the generator, on one batch of noise.</summary>
    /// <param name="genuine">Genuine images.</param>
    /// <param name="cancel">Stops between two passes through a network.</param>
    /// <returns>The loss of the discriminator: the sum of its cross-entropies on genuine and on drawn images, 2 ln 2 where it cannot tell them apart.</returns>
    /// <exception cref="NumericalBreakdownException">A loss is not finite.</exception>
    public double Step(ImageBatch genuine, CancellationToken cancel)
    {
        Draw(noise, random);
        discriminator.Clear();
        var loss = Learn(genuine, isGenuine: true, cancel);
        var drawn = Forward(cancel);
        loss += Learn(drawn, isGenuine: false, cancel);
        discriminator.Step();
        for (var step = 0; step < options.GeneratorSteps; step++)
        {
            // The generator is still what has drawn the images of the first step.
            if (step > 0)
                drawn = Forward(cancel);
            var logits = discriminator.Forward(drawn, training: true);
            Finite(LogisticLoss.Evaluate(logits, genuine: true, slopes));
            cancel.ThrowIfCancellationRequested();
            var ofDrawn = discriminator.Backward(slopes, learn: false);
            cancel.ThrowIfCancellationRequested();
            Generator.Clear();
            Generator.Backward(ofDrawn, learn: true);
            Generator.Step();
        }

        return loss;
    }

    private double Learn(ImageBatch images, bool isGenuine, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var loss = Finite(LogisticLoss.Evaluate(discriminator.Forward(images, training: true), isGenuine, slopes));
        cancel.ThrowIfCancellationRequested();
        discriminator.Backward(slopes, learn: true);
        return loss;
    }

    private ImageBatch Forward(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return Generator.Forward(noise, training: true);
    }

    private double Finite(double loss) =>
        double.IsFinite(loss)
            ? loss
            : throw new NumericalBreakdownException($"The loss became {loss}: lower {nameof(options.LearningRate)} ({options.LearningRate}).");
}
