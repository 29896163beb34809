using LowRankDefense.Core.Detection;

namespace LowRankDefense.Simulators.Attacks.Obfuscations;

/// <summary>Each fake asks a defense what it says of it, and exchanges fillers for items of genuine users until it is let through.</summary>
/// <remarks>
/// The attacker sees by how much a profile is flagged, not only whether it is: the most that a defense can give away. A filler is
/// exchanged where that does not grow by it; a fake that runs out of queries stays as far as it got.
/// </remarks>
public sealed class AdaptiveEvasion : ProfileObfuscation
{
    /// <summary>Its name.</summary>
    public const string CommandName = "adaptive";

    /// <summary>Queries by default.</summary>
    public const int UsualQueries = 200;

    private readonly Func<IReadOnlyDictionary<int, float>, double> excessOf;
    private readonly int queries;

    /// <summary>Evades whoever answers.</summary>
    /// <param name="excessOf">By how much a profile, item → value, is flagged; 0 where it is not.</param>
    /// <param name="queries">Profiles that each fake may ask about, 1 or more; 200 by default.</param>
    public AdaptiveEvasion(Func<IReadOnlyDictionary<int, float>, double> excessOf, int queries = UsualQueries)
    {
        ArgumentNullException.ThrowIfNull(excessOf);
        if (queries < 1)
            throw new ArgumentOutOfRangeException(nameof(queries), queries, "A fake that asks nothing learns nothing: allow one query or more.");
        (this.excessOf, this.queries) = (excessOf, queries);
    }

    /// <summary>Evades published detectors: what the scores are above their thresholds in all.</summary>
    /// <param name="detectors">Detectors that answer; items are known to them by <paramref name="items"/>.</param>
    /// <param name="items">Item id of each column.</param>
    /// <param name="queries">Profiles that each fake may ask about, 1 or more; 200 by default.</param>
    public AdaptiveEvasion(IReadOnlyList<IDetector> detectors, IReadOnlyList<string> items, int queries = UsualQueries)
        : this(ExcessOver(detectors, items), queries) { }

    /// <summary>Whether a fake takes over items of one genuine user, and of another when it has asked about all of those: what follows from a taste is let through by whoever looks for one.</summary>
    /// <value>false: each item is of a user drawn anew.</value>
    public bool FromOneUser { get; init; }

    /// <inheritdoc/>
    public override string Name => CommandName;

    /// <inheritdoc/>
    public override string Description => "Each fake asks the published detector, and exchanges fillers until it is not flagged.";

    /// <summary>What the scores of detectors are above their thresholds in all: 0 where none flags the profile.</summary>
    /// <param name="detectors">Detectors that answer, one at least.</param>
    /// <param name="items">Item id of each column.</param>
    public static Func<IReadOnlyDictionary<int, float>, double> ExcessOver(IReadOnlyList<IDetector> detectors, IReadOnlyList<string> items)
    {
        if (detectors is not { Count: > 0 })
            throw new ArgumentException("Nobody answers: give at least one detector.", nameof(detectors));
        ArgumentNullException.ThrowIfNull(items);
        return profile =>
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
        };
    }

    /// <inheritdoc/>
    protected override Func<Dictionary<int, float>, Dictionary<int, float>> BeginCampaign(ObfuscatedCampaign campaign) =>
        profile =>
        {
            var excess = excessOf(profile);
            var fillers = campaign.FillersOf(profile);
            var others = new Queue<int>();
            for (var asked = 1; excess > 0 && asked < queries && fillers.Length > 0; asked++)
            {
                var at = campaign.Random.NextInt(fillers.Length);
                var (left, value) = (fillers[at], profile[fillers[at]]);
                if (!Exchange(profile, left, others, campaign, out var taken))
                    continue;
                var other = excessOf(profile);
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

    private bool Exchange(Dictionary<int, float> profile, int filler, Queue<int> others, ObfuscatedCampaign campaign, out int taken)
    {
        var (genuine, random) = (campaign.Genuine, campaign.Random);
        taken = FromOneUser ? NextOf(others, campaign) : genuine.DrawItemOf(genuine.DrawUser(random), random);
        if (campaign.Targets.Contains(taken) || !profile.TryAdd(taken, genuine.DrawValueOf(taken, random)))
            return false;
        profile.Remove(filler);
        return true;
    }

    // In an order that is drawn.
    private static int NextOf(Queue<int> others, ObfuscatedCampaign campaign)
    {
        if (others.Count == 0)
        {
            int[] items = [.. campaign.Genuine.Genuine.ColumnsOf(campaign.Genuine.DrawUser(campaign.Random))];
            campaign.Random.Shuffle<int>(items);
            foreach (var item in items)
                others.Enqueue(item);
        }

        return others.Dequeue();
    }
}
