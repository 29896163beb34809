using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Detection.Training;

/// <summary>Trains a detector without labels: against attacks simulated on the profiles there are.</summary>
/// <remarks>Profiles may include a few unknown fakes; they weigh little against the simulated ones and are kept out of the calibration.</remarks>
public sealed class SelfTrainer(DetectorTrainingOptions options)
{
    private readonly DetectorTrainingOptions options = Validated.Options(options);
    private const int FewestProfiles = 50;
    private const double HeldOutShare = 0.5;

    /// <summary>Trains on unlabelled profiles.</summary>
    /// <param name="version">Version of the model.</param>
    /// <param name="profiles">Users × items; what is stored counts, whatever its value.</param>
    /// <param name="items">Item id of each column.</param>
    /// <param name="random">Source of sample, simulation and split: one seed gives one model.</param>
    /// <param name="cancel">Stops between updates of the SVM.</param>
    /// <exception cref="ArgumentException">Too few profiles to learn from; the message says how many there must be.</exception>
    public DetectorModel Train(
        string version,
        CsrMatrix profiles,
        IReadOnlyList<string> items,
        SeededRandom random,
        CancellationToken cancel = default
    )
    {
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentNullException.ThrowIfNull(random);
        var usable = Enumerable.Range(0, profiles.Rows).Where(r => profiles.CountOf(r) >= options.MinimumLength).ToArray();
        if (usable.Length < FewestProfiles)
            throw new ArgumentException(
                $"{usable.Length} profiles have {options.MinimumLength} items or more; self-training needs {FewestProfiles}: wait for more interactions or lower {nameof(options.MinimumLength)}.",
                nameof(profiles)
            );
        random.Shuffle<int>(usable);
        var sample = usable.AsSpan(0, Math.Min(usable.Length, options.MaximumProfiles));
        var heldOut = (int)(sample.Length * HeldOutShare);
        var genuine = profiles.SelectRows(sample[heldOut..]);
        var fakes = SimulatedFakes.Draw(genuine, options.FakesPerFamily, options.MinimumLength, random);
        return new DetectorTrainer(options).Fit(version, genuine, profiles.SelectRows(sample[..heldOut]), fakes, items, random, cancel);
    }
}
