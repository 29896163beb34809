using System.Numerics.Tensors;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Decompositions.Operators;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Attacks.Networks;

namespace LowRankDefense.Simulators.Attacks.RecSys19;

/// <summary>Draws profiles that look like those of genuine users: the generator of a DCGAN on profiles as images.</summary>
/// <remarks>
/// Christakopoulou &amp; Banerjee, "Adversarial Attacks on an Oblivious Recommender" (RecSys 2019), §4.1. Departure: what is drawn of
/// an item is scaled so that its mean is that of genuine users. Convolutions share their weights over all items, and get single ones wrong; what goes together is theirs.
/// One instance serves one caller at a time.
/// </remarks>
public sealed class ProfileGan
{
    private const int CalibrationDraws = 1_024;

    private readonly GanOptions options;
    private readonly ProfileImages images;
    private readonly Network generator;
    private readonly float[] scale;

    private ProfileGan(GanOptions options, ProfileImages images, Network generator, float[] usual, SeededRandom random)
    {
        (this.options, this.images, this.generator) = (options, images, generator);
        (Items, scale) = (usual.Length, [.. Enumerable.Repeat(1f, usual.Length)]);
        scale = Calibration(usual, random);
    }

    /// <summary>Items of a profile.</summary>
    public int Items { get; }

    /// <summary>Trains a generator.</summary>
    /// <remarks>
    /// Every epoch takes the users in an order of its own, in batches; the last users, too few for a batch, are left out of that epoch.
    /// </remarks>
    /// <param name="genuine">Genuine users × items, values of 0 or more; users without any are not trained on.</param>
    /// <param name="options">Epochs, batches, networks and step sizes.</param>
    /// <param name="random">Draws weights, orders and noise.</param>
    /// <param name="progress">Told each epoch, with the mean loss of the discriminator's steps: 2 ln 2 ≈ 1.39 where it cannot tell drawn from genuine.</param>
    /// <param name="cancel">Stops between two passes through a network.</param>
    /// <exception cref="ArgumentException">Fewer than two users have values, or none is above 0, or one is below; or an option is out of its range.</exception>
    /// <exception cref="NumericalBreakdownException">A loss is not finite; the message names the epoch and the option.</exception>
    public static ProfileGan Train(
        CsrMatrix genuine,
        GanOptions options,
        SeededRandom random,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancel = default
    )
    {
        ArgumentNullException.ThrowIfNull(genuine);
        ArgumentNullException.ThrowIfNull(random);
        Validated.Options(options);
        int[] users = [.. Enumerable.Range(0, genuine.Rows).Where(user => genuine.CountOf(user) > 0)];
        if (users.Length < 2)
            throw new ArgumentException(
                $"{users.Length} of {genuine.Rows} users have values: a generator needs two or more to learn from.",
                nameof(genuine)
            );
        var (images, usual) = (ProfileImages.For(genuine), ColumnMeans.Of(genuine.SelectRows(users)));
        var batch = new ImageBatch(Math.Min(options.BatchSize, users.Length), images.Shape);
        var batches = users.Length / batch.Count;
        var training = new GanTraining(images.Shape, batch.Count, checked(options.Epochs * batches), options, random);
        for (var epoch = 1; epoch <= options.Epochs; epoch++)
        {
            random.Shuffle<int>(users);
            var loss = 0.0;
            for (var b = 0; b < batches; b++)
            {
                for (var i = 0; i < batch.Count; i++)
                    images.Write(genuine, users[(b * batch.Count) + i], batch.Images.Row(i));
                loss += Step(training, batch, epoch, cancel) / batches;
            }

            progress?.Report(new TrainingProgress(epoch, options.Epochs, loss));
        }

        return new ProfileGan(options, images, training.Generator, usual, random);
    }

    /// <summary>Draws profiles.</summary>
    /// <param name="count">How many, 0 or more.</param>
    /// <param name="random">Draws the noise that they are made from.</param>
    /// <returns>count × items; every value is between 0 and the largest that the genuine users have, and most are near 0 but not 0.</returns>
    public DenseMatrix Draw(int count, SeededRandom random)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentNullException.ThrowIfNull(random);
        var profiles = new DenseMatrix(count, Items);
        for (var start = 0; start < count; start += options.BatchSize)
        {
            var noise = new ImageBatch(Math.Min(options.BatchSize, count - start), new ImageShape(1, 1, options.NoiseLength));
            GanTraining.Draw(noise, random);
            var drawn = generator.Forward(noise, training: false);
            for (var i = 0; i < noise.Count; i++)
                images.Read(drawn.Images.Row(i), profiles.Row(start + i));
        }

        for (var f = 0; f < count; f++)
        {
            TensorPrimitives.Multiply(profiles.Row(f), scale, profiles.Row(f));
            TensorPrimitives.Min(profiles.Row(f), images.Largest, profiles.Row(f));
        }

        return profiles;
    }

    // s_i = E[x_i] of genuine users / E[x_i] of what the network draws
    private float[] Calibration(float[] usual, SeededRandom random)
    {
        var drawn = new float[Items];
        var profiles = Draw(CalibrationDraws, random);
        for (var f = 0; f < CalibrationDraws; f++)
            TensorPrimitives.Add(drawn, profiles.Row(f), drawn);
        return [.. usual.Zip(drawn, (genuine, sum) => sum > 0f ? genuine * CalibrationDraws / sum : 0f)];
    }

    private static double Step(GanTraining training, ImageBatch batch, int epoch, CancellationToken cancel)
    {
        try
        {
            return training.Step(batch, cancel);
        }
        catch (NumericalBreakdownException e)
        {
            throw new NumericalBreakdownException($"Epoch {epoch} of the generator broke down. {e.Message}", e);
        }
    }
}
