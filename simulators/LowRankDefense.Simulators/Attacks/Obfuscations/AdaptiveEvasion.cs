using LowRankDefense.Core.Detection;

namespace LowRankDefense.Simulators.Attacks.Obfuscations;

/// <summary>Each fake asks published detectors what they say of it, and exchanges fillers for items of genuine users until none flags it.</summary>
/// <remarks>
/// The attacker sees by how much a profile is flagged, not only whether it is: the most that a detector can give away. A filler is
/// exchanged where the scores above their thresholds do not grow by it in all; a fake that runs out of queries stays as far as it got.
/// </remarks>
/// <param name="detectors">Detectors that answer; items are known to them by <paramref name="items"/>.</param>
/// <param name="items">Item id of each column.</param>
/// <param name="queries">Profiles that each fake may ask about, 1 or more; 200 by default.</param>
public sealed class AdaptiveEvasion(IReadOnlyList<IDetector> detectors, IReadOnlyList<string> items, int queries = AdaptiveEvasion.UsualQueries)
    : ProfileObfuscation
{
    /// <summary>Its name.</summary>
    public const string CommandName = "adaptive";

    /// <summary>Queries by default.</summary>
    public const int UsualQueries = 200;

    private readonly IReadOnlyList<IDetector> detectors = detectors is { Count: > 0 }
        ? detectors
        : throw new ArgumentException("Nobody answers: give at least one detector.", nameof(detectors));
    private readonly int queries =
        queries >= 1
            ? queries
            : throw new ArgumentOutOfRangeException(nameof(queries), queries, "A fake that asks nothing learns nothing: allow one query or more.");

    /// <inheritdoc/>
    public override string Name => CommandName;

    /// <inheritdoc/>
    public override string Description => "Each fake asks the published detector, and exchanges fillers until it is not flagged.";

    /// <inheritdoc/>
    protected override Func<Dictionary<int, float>, Dictionary<int, float>> BeginCampaign(ObfuscatedCampaign campaign) =>
        profile =>
        {
            var excess = ExcessOf(profile);
            var fillers = campaign.FillersOf(profile);
            for (var asked = 1; excess > 0 && asked < queries && fillers.Length > 0; asked++)
            {
                var at = campaign.Random.NextInt(fillers.Length);
                var (left, value) = (fillers[at], profile[fillers[at]]);
                if (!Exchange(profile, left, campaign, out var taken))
                    continue;
                var other = ExcessOf(profile);
                if (other <= excess)
                {
                    (excess, fillers[at]) = (other, taken);
                    continue;
                }

                profile.Remove(taken);
                profile[left] = value;
            }

            return profile;
        };

    private static bool Exchange(Dictionary<int, float> profile, int filler, ObfuscatedCampaign campaign, out int taken)
    {
        var (genuine, random) = (campaign.Genuine, campaign.Random);
        taken = genuine.DrawItemOf(genuine.DrawUser(random), random);
        if (campaign.Targets.Contains(taken) || !profile.TryAdd(taken, genuine.DrawValueOf(taken, random)))
            return false;
        profile.Remove(filler);
        return true;
    }

    // Σ over the detectors of what the score is above the threshold: 0 where none flags the profile
    private float ExcessOf(Dictionary<int, float> profile)
    {
        var excess = 0f;
        foreach (var detector in detectors)
        {
            var evidence = new float[detector.EvidenceLength];
            foreach (var (item, value) in profile)
                detector.Add(evidence, items[item], value);
            excess += Math.Max(0, Assessment.Of(detector, evidence, profile.Count).Margin);
        }

        return excess;
    }
}
