using LowRankDefense.Core.Detection.Calibration;
using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Detection.PcaSvm;

/// <summary>Fits the parts of a PCA-SVM detector: basis, degree-2 SVM, calibration.</summary>
/// <remarks>Entezari &amp; Papalexakis, §III-B1 and §IV-A2.</remarks>
internal sealed class PcaSvmFit(PcaSvmOptions options)
{
    private static readonly LengthCalibration Uncalibrated = LengthCalibration.Constant(0f);

    /// <summary>Fits basis and classifier to <paramref name="genuine"/> against <paramref name="fakes"/>, the calibration to <paramref name="heldOut"/>.</summary>
    /// <param name="version">Version of the model.</param>
    /// <param name="genuine">Genuine profiles: users × items.</param>
    /// <param name="heldOut">Further genuine profiles; where there are none, those fitted to stand in.</param>
    /// <param name="fakes">Fake profiles, labelled or simulated: fakes × items.</param>
    /// <param name="convicted">Profiles of users whom other detectors have found fake; null where there are none.</param>
    /// <param name="items">Item id of each column.</param>
    /// <param name="random">Source of sketch, prefixes and order.</param>
    /// <param name="cancel">Stops between updates of the SVM.</param>
    public PcaSvmDetector Fit(
        string version,
        CsrMatrix genuine,
        CsrMatrix heldOut,
        CsrMatrix fakes,
        CsrMatrix? convicted,
        IReadOnlyList<string> items,
        SeededRandom random,
        CancellationToken cancel
    )
    {
        var features = ProfileFeatures.Fit(genuine, convicted, options, random);
        // Genuine profiles count twice, whole and cut short: short is not fake.
        var negatives = genuine.StackAbove(Prefixes.Cut(genuine, options.MinimumLength, random));
        var all = negatives.StackAbove(convicted is null ? fakes : fakes.StackAbove(Weighted(convicted, fakes.Rows, random)));
        features = features.ScaledBy(Deviations(features.Of(negatives, known: negatives.Rows)));
        var samples = features.Of(all, known: negatives.Rows);
        var labels = new bool[samples.Rows];
        labels.AsSpan(negatives.Rows).Fill(true);
        var origin = Means(samples);
        Centre(samples, origin);
        var decision = Classifier(samples, labels, random, cancel).MovedTo(origin);
        return Calibrated(
            new(version, items, features.Basis, decision, Uncalibrated, features.Coherence),
            heldOut.Rows > 0 ? heldOut : genuine,
            random
        );
    }

    // Whole and cut short, each as many times as lets them weigh as much as all others together.
    private CsrMatrix Weighted(CsrMatrix convicted, int others, SeededRandom random)
    {
        var both = convicted.StackAbove(Prefixes.Cut(convicted, options.MinimumLength, random));
        var times = Math.Max(1, (int)Math.Round((double)others / both.Rows));
        return both.SelectRows([.. Enumerable.Range(0, times * both.Rows).Select(r => r % both.Rows)]);
    }

    private PcaSvmDetector Calibrated(PcaSvmDetector detector, CsrMatrix heldOut, SeededRandom random)
    {
        var growing = GrowingScores.Of(detector, heldOut, detector.Items, options.MinimumLength, random);
        var calibration = CalibrationFit.Of(growing, options.FalsePositiveBudget);
        return new PcaSvmDetector(detector.Version, detector.Items, detector.Basis, detector.Decision, calibration, detector.Coherence);
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
}
