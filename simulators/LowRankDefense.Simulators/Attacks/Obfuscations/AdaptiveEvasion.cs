using LowRankDefense.Core.Detection;

namespace LowRankDefense.Simulators.Attacks.Obfuscations;

/// <summary>Each fake asks a defense what it says of it, and exchanges fillers for items of genuine users until it is let through.</summary>
/// <remarks>
/// The attacker sees by how much a profile is flagged, not only whether it is: the most that a defense can give away. A filler is
/// exchanged where that does not grow by it; a fake that runs out of queries stays as far as it got. Targets stay.
/// </remarks>
public sealed class AdaptiveEvasion : ProfileObfuscation
{
    /// <summary>Its name.</summary>
    public const string CommandName = "adaptive";

    /// <summary>Queries by default.</summary>
    public const int UsualQueries = 200;

    private const int DrawsOfUsers = 100;
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

    /// <summary>
    /// Whether fillers give way to the items of one genuine user, as few as it takes, and those of others are tried for fewer still as long as there are
    /// queries: what follows from a taste is let through by whoever looks for one.
    /// </summary>
    /// <value>false: one filler with each query, for an item of a user drawn anew, and no further once it is let through.</value>
    public bool TowardsOneUser { get; init; }

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
        profile => TowardsOneUser ? Become(profile, campaign) : Exchange(profile, campaign);

    // Filler by filler
    private Dictionary<int, float> Exchange(Dictionary<int, float> profile, ObfuscatedCampaign campaign)
    {
        var excess = excessOf(profile);
        var fillers = campaign.FillersOf(profile);
        for (var asked = 1; excess > 0 && asked < queries && fillers.Length > 0; asked++)
        {
            var at = campaign.Random.NextInt(fillers.Length);
            var (left, value) = (fillers[at], profile[fillers[at]]);
            if (!Exchange(profile, left, campaign, out var taken))
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
    }

    private static bool Exchange(Dictionary<int, float> profile, int filler, ObfuscatedCampaign campaign, out int taken)
    {
        var (genuine, random) = (campaign.Genuine, campaign.Random);
        taken = genuine.DrawItemOf(genuine.DrawUser(random), random);
        if (campaign.Targets.Contains(taken) || !profile.TryAdd(taken, genuine.DrawValueOf(taken, random)))
            return false;
        profile.Remove(filler);
        return true;
    }

    // User by user: of what is let through that with the fewest exchanged, else what is flagged least.
    private Dictionary<int, float> Become(Dictionary<int, float> profile, ObfuscatedCampaign campaign)
    {
        var (best, least) = (profile, excessOf(profile));
        if (least <= 0)
            return profile;
        int[] fillers = campaign.FillersOf(profile);
        // One more than there are while nothing is let through.
        var fewest = fillers.Length + 1;
        for (var left = queries - 1; left > 0 && fewest > 1; )
        {
            campaign.Random.Shuffle<int>(fillers);
            var items = ItemsOfOne(campaign, profile, fewest - 1);
            // As many as are worth it first; where these are let through, half of the way to what is not.
            for (var (tooFew, exchanged) = (0, fewest - 1); left > 0 && exchanged > tooFew; left--, exchanged = (tooFew + fewest) / 2)
            {
                var candidate = Between(profile, fillers, items, exchanged, campaign);
                var excess = excessOf(candidate);
                if (excess <= 0)
                    (best, fewest) = (candidate, exchanged);
                else
                    tooFew = exchanged;
                if (excess > 0 && excess < least && fewest > fillers.Length)
                    (best, least) = (candidate, excess);
            }
        }

        return best;
    }

    // In an order that is drawn; of several, the longest first, where draws find nobody who has enough. What the profile has is no exchange.
    private static int[] ItemsOfOne(ObfuscatedCampaign campaign, Dictionary<int, float> profile, int wanted)
    {
        var (genuine, random) = (campaign.Genuine, campaign.Random);
        var drawn = new List<int[]>();
        for (var draw = 0; draw < DrawsOfUsers; draw++)
        {
            int[] items = genuine.Genuine.ColumnsOf(genuine.DrawUser(random)).ToArray();
            items = Array.FindAll(items, i => !profile.ContainsKey(i) && !campaign.Targets.Contains(i));
            random.Shuffle<int>(items);
            if (items.Length >= wanted)
                return items;
            drawn.Add(items);
        }

        return [.. drawn.OrderByDescending(own => own.Length).SelectMany(own => own).Distinct().Take(wanted)];
    }

    private static Dictionary<int, float> Between(
        Dictionary<int, float> profile,
        int[] fillers,
        int[] items,
        int exchanged,
        ObfuscatedCampaign campaign
    )
    {
        var (candidate, count) = (new Dictionary<int, float>(profile), Math.Min(exchanged, items.Length));
        for (var e = 0; e < count; e++)
        {
            candidate.Remove(fillers[e]);
            candidate[items[e]] = campaign.Genuine.DrawValueOf(items[e], campaign.Random);
        }

        return candidate;
    }
}
