using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Detection.Training;

/// <summary>Trains a detector from labelled profiles: PCA, degree-2 SVM, calibrated thresholds.</summary>
/// <remarks>Entezari &amp; Papalexakis, §III-B1 and §IV-A2.</remarks>
public sealed class DetectorTrainer(DetectorTrainingOptions options)
{
    private readonly DetectorTrainingOptions options = Validated.Options(options);
    private const double HeldOutShare = 0.3;

    /// <summary>Trains on labelled profiles.</summary>
    /// <param name="version">Version of the model.</param>
    /// <param name="profiles">Users × items; what is stored counts, whatever its value.</param>
    /// <param name="fake">One label per profile; both kinds must occur.</param>
    /// <param name="items">Item id of each column.</param>
    /// <param name="random">Source of sketch, split and prefixes.</param>
    /// <param name="cancel">Stops between updates of the SVM.</param>
    /// <exception cref="ArgumentException">One class only, or parts that do not fit together.</exception>
    public DetectorModel Train(
        string version,
        CsrMatrix profiles,
        ReadOnlySpan<bool> fake,
        IReadOnlyList<string> items,
        SeededRandom random,
        CancellationToken cancel = default
    )
    {
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentNullException.ThrowIfNull(random);
        if (fake.Length != profiles.Rows)
            throw new ArgumentException($"{fake.Length} labels do not go with {profiles.Rows} profiles.", nameof(fake));
        var genuine = TrainingSamples.RowsOf(fake, label: false);
        var fakes = TrainingSamples.RowsOf(fake, label: true);
        if (genuine.Length == 0 || fakes.Length == 0)
            throw new ArgumentException("The labels must name both genuine users and fakes.", nameof(fake));
        random.Shuffle<int>(genuine);
        var heldOut = (int)(genuine.Length * HeldOutShare);
        return Fit(
            version,
            profiles.SelectRows(genuine.AsSpan(heldOut)),
            profiles.SelectRows(genuine.AsSpan(0, heldOut)),
            profiles.SelectRows(fakes),
            items,
            random,
            cancel
        );
    }

    /// <summary>Fits basis and classifier to <paramref name="genuine"/> against <paramref name="fakes"/>, thresholds to <paramref name="heldOut"/>.</summary>
    internal DetectorModel Fit(
        string version,
        CsrMatrix genuine,
        CsrMatrix heldOut,
        CsrMatrix fakes,
        IReadOnlyList<string> items,
        SeededRandom random,
        CancellationToken cancel
    )
    {
        var features = ProfileFeatures.Fit(genuine, options.Rank, random);
        // Genuine profiles count twice, whole and cut short: short is not fake.
        var negatives = genuine.StackAbove(Prefixes.Cut(genuine, options.MinimumLength, random));
        var all = negatives.StackAbove(fakes);
        features = features.ScaledBy(Deviations(features.Of(negatives)));
        var samples = features.Of(all);
        var labels = new bool[samples.Rows];
        labels.AsSpan(negatives.Rows).Fill(true);
        var origin = Means(samples);
        Centre(samples, origin);
        var decision = Classifier(samples, labels, random, cancel).MovedTo(origin);
        var suspicious = Median(features.Of(fakes), decision);
        var thresholds = new ThresholdCalibration(features.Basis, decision, options).Calibrate(
            heldOut.Rows > 0 ? heldOut : genuine,
            suspicious,
            random
        );
        return new DetectorModel(version, items, features.Basis, decision, thresholds);
    }

    private QuadraticForm Classifier(DenseMatrix samples, bool[] labels, SeededRandom random, CancellationToken cancel)
    {
        if (options.DownSampled)
        {
            var rows = TrainingSamples.DownSample(labels, random);
            (samples, labels) = (samples.SelectRows(rows), Array.ConvertAll(rows, r => labels[r]));
        }

        return samples.Rows > options.LargestSmoProblem
            ? new CoordinateDescentTrainer(options.Svm).Train(samples, labels, random.Split(), cancel).Form
            : QuadraticForm.From(new SvmTrainer(options.Svm).Train(samples, labels, cancel));
    }

    private static float[] Means(DenseMatrix samples)
    {
        var means = new double[samples.Columns];
        for (var r = 0; r < samples.Rows; r++)
        for (var k = 0; k < means.Length; k++)
            means[k] += samples[r, k];
        return Array.ConvertAll(means, m => (float)(m / samples.Rows));
    }

    private static float[] Deviations(DenseMatrix samples)
    {
        var means = Means(samples);
        var squares = new double[samples.Columns];
        for (var r = 0; r < samples.Rows; r++)
        for (var k = 0; k < squares.Length; k++)
            squares[k] += Math.Pow(samples[r, k] - means[k], 2);
        return Array.ConvertAll(squares, s => (float)Math.Max(1e-6, Math.Sqrt(s / samples.Rows)));
    }

    private static void Centre(DenseMatrix samples, float[] origin)
    {
        for (var r = 0; r < samples.Rows; r++)
        for (var k = 0; k < origin.Length; k++)
            samples[r, k] -= origin[k];
    }

    private static float Median(DenseMatrix fakes, QuadraticForm decision)
    {
        var scores = new float[fakes.Rows];
        for (var r = 0; r < scores.Length; r++)
            scores[r] = decision.Evaluate(fakes.Row(r));
        Array.Sort(scores);
        return scores[scores.Length / 2];
    }
}
