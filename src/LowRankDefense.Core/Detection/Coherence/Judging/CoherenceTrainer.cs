using LowRankDefense.Core.Detection.Calibration;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Detection.Coherence.Judging;

/// <summary>Learns what goes together from one half of the profiles, and how coherent genuine users are from the other.</summary>
/// <remarks>Labels are needed for nothing; where there are some, fakes are left out.</remarks>
public sealed class CoherenceTrainer(CoherenceOptions options) : IDetectorTrainer<CoherenceDetector>
{
    private const double HeldOut = 0.5;

    private static readonly LengthCalibration Uncalibrated = LengthCalibration.Constant(0f);
    private readonly CoherenceOptions options = Validated.Options(options);

    /// <inheritdoc/>
    /// <remarks>Half of them are held out: enough to calibrate one length.</remarks>
    public int FewestProfiles => (int)Math.Ceiling(CalibrationFit.FewestSamples / HeldOut);

    /// <inheritdoc/>
    public bool CanLearnFrom(TrainingProfiles profiles)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        return Usable(profiles).Length >= FewestProfiles;
    }

    /// <inheritdoc/>
    public CoherenceDetector Train(string version, TrainingProfiles profiles, SeededRandom random, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentNullException.ThrowIfNull(random);
        cancel.ThrowIfCancellationRequested();
        var usable = Usable(profiles);
        if (usable.Length < FewestProfiles)
            throw new ArgumentException(
                $"{usable.Length} genuine profiles have {options.MinimumLength} items or more; a detector of incoherent profiles needs {FewestProfiles}: wait for more interactions or lower {nameof(options.MinimumLength)}.",
                nameof(profiles)
            );
        random.Shuffle<int>(usable);
        var heldOut = (int)(usable.Length * HeldOut);
        var basis = BasisOf(profiles.Profiles.SelectRows(usable.AsSpan(heldOut)), random, cancel);
        var detector = Detector(version, profiles.Items, basis);
        var growing = GrowingScores.Of(
            detector,
            profiles.Profiles.SelectRows(usable.AsSpan(0, heldOut)),
            profiles.Items,
            options.MinimumLength,
            random
        );
        var calibration = CalibrationFit.Of(growing, options.FalsePositiveBudget);
        return new CoherenceDetector(version, detector.Items, detector.ItemVectors, calibration);
    }

    // As many directions as are wanted and the profiles have.
    private CoherenceBasis BasisOf(CsrMatrix learnt, SeededRandom random, CancellationToken cancel)
    {
        foreach (var rank in CoherenceBasis.Ranks(options.Rank, learnt.Rows, learnt.Columns))
        {
            cancel.ThrowIfCancellationRequested();
            if (CoherenceBasis.Learn(learnt, rank, random.Split()) is { } basis)
                return basis;
        }

        throw new ArgumentException($"{learnt.Rows} profiles are all of one kind: nothing tells what goes together.", nameof(learnt));
    }

    // Of the items that were learnt from.
    private static CoherenceDetector Detector(string version, IReadOnlyList<string> items, CoherenceBasis basis)
    {
        int[] known = [.. Enumerable.Range(0, items.Count).Where(basis.Knows)];
        return new CoherenceDetector(version, [.. known.Select(i => items[i])], CoherenceVectors.Of([basis], known).Items, Uncalibrated);
    }

    private int[] Usable(TrainingProfiles profiles) =>
        [
            .. Enumerable
                .Range(0, profiles.Profiles.Rows)
                .Where(r => profiles.Profiles.CountOf(r) >= options.MinimumLength && profiles.Fake?[r] is not true),
        ];
}
