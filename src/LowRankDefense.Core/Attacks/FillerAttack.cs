using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Attacks;

/// <summary>The frame of all classical attacks: targets with an extreme value, fillers chosen and rated by the recipe.</summary>
/// <remarks>Mobasher, Burke, Bhaumik &amp; Williams, "Toward trustworthy recommender systems" (TOIT 2007), §2.</remarks>
public abstract class FillerAttack : IAttack
{
    private const int DrawsPerFiller = 50;

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public CsrMatrix Generate(CsrMatrix genuine, AttackOptions options, SeededRandom random)
    {
        Validated.Options(options);
        ArgumentNullException.ThrowIfNull(random);
        var statistics = new GenuineStatistics(genuine);
        foreach (var target in options.Targets)
        {
            if ((uint)target >= (uint)genuine.Columns)
                throw new ArgumentException(
                    $"Target {target} is not one of the {genuine.Columns} items (0 to {genuine.Columns - 1}).",
                    nameof(options)
                );
        }

        var entries = new List<(int Row, int Column, float Value)>();
        for (var fake = 0; fake < options.Count; fake++)
        {
            foreach (var (item, value) in Profile(statistics, options, random))
                entries.Add((fake, item, value));
        }

        return CsrMatrix.FromEntries(options.Count, genuine.Columns, entries);
    }

    /// <summary>Called once for each fake before its fillers are drawn; returns how the fake draws them.</summary>
    protected abstract Func<int> FillerSource(GenuineStatistics statistics, int length, SeededRandom random);

    /// <summary>The value a filler gets.</summary>
    protected virtual float FillerValue(GenuineStatistics statistics, int item, SeededRandom random) =>
        statistics.DrawValue(statistics.Mean, statistics.Deviation, random);

    private Dictionary<int, float> Profile(GenuineStatistics statistics, AttackOptions options, SeededRandom random)
    {
        var profile = new Dictionary<int, float>();
        foreach (var target in options.Targets)
            profile[target] = options.Push ? statistics.Maximum : statistics.Minimum;
        var fillers =
            options.MatchLengths ? statistics.Genuine.CountOf(statistics.DrawUser(random))
            : options.FillerItems > 0 ? options.FillerItems
            : statistics.MeanLength;
        var wanted = Math.Min(statistics.Genuine.Columns, options.Targets.Count + fillers);
        var draw = FillerSource(statistics, fillers, random);
        // A recipe may know fewer items than were asked for: it is not asked for ever.
        for (var attempt = 0; profile.Count < wanted && attempt < DrawsPerFiller * fillers; attempt++)
        {
            var item = draw();
            if (!profile.ContainsKey(item))
                profile[item] = FillerValue(statistics, item, random);
        }

        return profile;
    }
}
