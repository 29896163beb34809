using LowRankDefense.Core.Detection.Calibration;
using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Detection.PcaSvm;

/// <summary>Trains a PCA-SVM detector: from labels where there are some, else against attacks simulated on the profiles there are.</summary>
/// <remarks>
/// What is stored of a profile counts, whatever its value. Without labels the profiles may include a few unknown fakes; they weigh little against
/// the simulated ones, and the calibration tells their share from the tail of the genuine.
/// </remarks>
public sealed class PcaSvmTrainer(PcaSvmOptions options) : IDetectorTrainer<PcaSvmDetector>
{
    // A split that leaves most labelled profiles to the classifier (the paper cross-validates and holds out a tenth); the calibration needs the rest.
    private const double HeldOutOfLabelled = 0.3;

    // Without labels nothing is scarce: as many profiles calibrate as are learnt from.
    private const double HeldOutOfUnlabelled = 0.5;
    private readonly PcaSvmOptions options = Validated.Options(options);

    /// <inheritdoc/>
    /// <remarks>Half of them are held out: enough to calibrate one length.</remarks>
    public int FewestProfiles => (int)Math.Ceiling(CalibrationFit.FewestSamples / HeldOutOfUnlabelled);

    /// <inheritdoc/>
    /// <remarks>They are fakes beside the simulated ones, and weigh as much as all of those together.</remarks>
    public bool LearnsFromConvicted => true;

    /// <inheritdoc/>
    public bool CanLearnFrom(TrainingProfiles profiles)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        return Usable(profiles.Profiles).Length >= FewestProfiles;
    }

    /// <inheritdoc/>
    public PcaSvmDetector Train(string version, TrainingProfiles profiles, SeededRandom random, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentNullException.ThrowIfNull(random);
        return profiles.Fake is { } fake
            ? FromLabels(version, profiles, [.. fake], random, cancel)
            : AgainstSimulatedAttacks(version, profiles, random, cancel);
    }

    private PcaSvmDetector FromLabels(string version, TrainingProfiles training, bool[] fake, SeededRandom random, CancellationToken cancel)
    {
        var genuine = TrainingSamples.RowsOf(fake, label: false);
        var fakes = TrainingSamples.RowsOf(fake, label: true);
        if (genuine.Length == 0 || fakes.Length == 0)
            throw new ArgumentException("The labels must name both genuine users and fakes.", nameof(training));
        random.Shuffle<int>(genuine);
        var heldOut = (int)(genuine.Length * HeldOutOfLabelled);
        var profiles = training.Profiles;
        return new PcaSvmFit(options).Fit(
            version,
            profiles.SelectRows(genuine.AsSpan(heldOut)),
            profiles.SelectRows(genuine.AsSpan(0, heldOut)),
            profiles.SelectRows(fakes),
            training.Convicted,
            training.Items,
            random,
            cancel
        );
    }

    private PcaSvmDetector AgainstSimulatedAttacks(string version, TrainingProfiles training, SeededRandom random, CancellationToken cancel)
    {
        var profiles = training.Profiles;
        var usable = Usable(profiles);
        if (usable.Length < FewestProfiles)
            throw new ArgumentException(
                $"{usable.Length} profiles have {options.MinimumLength} items or more; training without labels needs {FewestProfiles}: wait for more interactions or lower {nameof(options.MinimumLength)}.",
                nameof(training)
            );
        random.Shuffle<int>(usable);
        var sample = usable.AsSpan(0, Math.Min(usable.Length, options.MaximumProfiles));
        var heldOut = (int)(sample.Length * HeldOutOfUnlabelled);
        var genuine = profiles.SelectRows(sample[heldOut..]);
        var fakes = SimulatedFakes.Draw(genuine, options, random);
        return new PcaSvmFit(options).Fit(
            version,
            genuine,
            profiles.SelectRows(sample[..heldOut]),
            fakes,
            training.Convicted,
            training.Items,
            random,
            cancel
        );
    }

    private int[] Usable(CsrMatrix profiles) => [.. Enumerable.Range(0, profiles.Rows).Where(r => profiles.CountOf(r) >= options.MinimumLength)];
}
