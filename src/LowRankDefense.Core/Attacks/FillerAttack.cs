using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Attacks;

/// <summary>The frame of all classical attacks: targets with an extreme value, fillers chosen and rated by the recipe.</summary>
/// <remarks>Mobasher, Burke, Bhaumik &amp; Williams, "Toward trustworthy recommender systems" (TOIT 2007), §2.</remarks>
public abstract class FillerAttack : IAttack
{
    // Uniform draws meet all n items after about n · ln n draws (coupon collector): 50 · n are enough for any n.
    private const long DrawsPerFiller = 50;

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Description { get; }

    /// <inheritdoc/>
    public CsrMatrix Generate(CsrMatrix genuine, AttackOptions options, SeededRandom random)
    {
        Validated.Options(options);
        ArgumentNullException.ThrowIfNull(random);
        var statistics = new GenuineStatistics(genuine);
        Check(options, statistics);

        var pushed = options.Targets.Distinct().ToDictionary(t => t, t => Pushed(statistics, options, t));
        if (pushed.Values.All(p => p.Length == 0))
            throw new ArgumentException("No user of a target has anything else: push the targets themselves, or other ones.", nameof(options));
        var fillers = BeginCampaign(statistics, options, random);
        var entries = new List<(int Row, int Column, float Value)>();
        for (var fake = 0; fake < options.Count; fake++)
        {
            foreach (var (item, value) in Profile(statistics, options, pushed, fillers, random))
                entries.Add((fake, item, value));
        }

        return CsrMatrix.FromEntries(options.Count, genuine.Columns, entries);
    }

    /// <summary>Called once for each campaign: settles what its fakes have in common, and returns how each of them draws its fillers.</summary>
    /// <param name="statistics">What the attacker knows of the genuine data.</param>
    /// <param name="options">Options of the campaign, checked.</param>
    /// <param name="random">Source of all draws, those of the fillers among them.</param>
    protected abstract FillerSource BeginCampaign(GenuineStatistics statistics, AttackOptions options, SeededRandom random);

    private static void Check(AttackOptions options, GenuineStatistics statistics)
    {
        var items = statistics.Genuine.Columns;
        if (options.Targets is not { Count: > 0 })
            throw new ArgumentException($"An attack without targets promotes nothing: name at least one of the {items} items.", nameof(options));
        foreach (var target in options.Targets)
        {
            if ((uint)target >= (uint)items)
                throw new ArgumentException($"Target {target} is not one of the {items} items (0 to {items - 1}).", nameof(options));
        }

        if (!options.Push && statistics.IsImplicit)
            throw new ArgumentException(
                $"A nuke needs a value below others, and every value of this data is {statistics.Maximum}: push, or attack data with ratings.",
                nameof(options)
            );
    }

    private static IEnumerable<int> TargetsOf(AttackOptions options, SeededRandom random) =>
        options.TargetsEach is 0 || options.TargetsEach >= options.Targets.Count
            ? options.Targets
            : random.Sample(options.Targets.Count, options.TargetsEach).Select(t => options.Targets[t]);

    private static int[] Pushed(GenuineStatistics statistics, AttackOptions options, int target) =>
        options.Neighbours == 0 ? [target] : [.. statistics.ClosestTo(target, options.Neighbours).Where(i => !options.Targets.Contains(i))];

    private static Dictionary<int, float> Profile(
        GenuineStatistics statistics,
        AttackOptions options,
        Dictionary<int, int[]> pushed,
        FillerSource fillers,
        SeededRandom random
    )
    {
        var profile = new Dictionary<int, float>();
        foreach (var item in TargetsOf(options, random).SelectMany(t => pushed[t]))
            profile[item] = options.Push ? statistics.Maximum : statistics.Minimum;
        var length =
            options.MatchLengths ? statistics.Genuine.CountOf(statistics.DrawUser(random))
            : options.FillerItems > 0 ? options.FillerItems
            : statistics.MeanLength;
        var count = Math.Min(length, statistics.Genuine.Columns - profile.Count);
        if (count == 0)
            return profile;

        // A recipe may know fewer items than were asked for: it is not asked for ever.
        var (full, draws) = (profile.Count + count, DrawsPerFiller * count);
        foreach (var (item, value) in fillers(count))
        {
            if (options.Neighbours == 0 || !options.Targets.Contains(item))
                profile.TryAdd(item, value);
            if (profile.Count == full || --draws == 0)
                break;
        }

        return profile;
    }
}
