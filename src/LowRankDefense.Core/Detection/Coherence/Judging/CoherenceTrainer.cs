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

    // With one, everything follows from everything.
    private const int FewestDirections = 2;
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
        for (var rank = Math.Min(options.Rank, Math.Min(learnt.Rows, learnt.Columns) / 2); rank >= FewestDirections; rank /= 2)
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
        var vectors = new DenseMatrix(known.Length, 2 * basis.Rank);
        for (var row = 0; row < known.Length; row++)
        {
            basis.Into(known[row]).CopyTo(vectors.Row(row));
            basis.Direction(known[row]).CopyTo(vectors.Row(row)[basis.Rank..]);
        }

        return new CoherenceDetector(version, [.. known.Select(i => items[i])], vectors, Uncalibrated);
    }

    private int[] Usable(TrainingProfiles profiles) =>
        [
            .. Enumerable
                .Range(0, profiles.Profiles.Rows)
                .Where(r => profiles.Profiles.CountOf(r) >= options.MinimumLength && profiles.Fake?[r] is not true),
        ];
}
