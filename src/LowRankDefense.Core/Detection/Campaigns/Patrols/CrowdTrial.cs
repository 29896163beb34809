using LowRankDefense.Core.Detection.Coherence;
using LowRankDefense.Core.Detection.Crowds;

namespace LowRankDefense.Core.Detection.Campaigns.Patrols;

/// <summary>Whether a crowd that is odd to the past is odd to today as well: what drifts is odd to a past that did not know it.</summary>
/// <param name="finder">How odd crowds are.</param>
/// <param name="options">How odd they are to be.</param>
/// <param name="ground">Where they were found.</param>
internal sealed class CrowdTrial(CrowdFinder finder, CrowdOptions options, CrowdGround ground)
{
    // Few teach less than all, and of many who drift some are odd by chance: by what the last users teach a crowd has to be so much odder.
    private const double DriftMargin = 1.5;

    // Learnt only where there is a crowd to be held against it.
    private Traits[]? today;
    private (Traits[]? Traits, bool IsKnown) latest;

    /// <summary>Whether a crowd stands: odd by what all users teach, by what the last teach where what is clicked drifts, and not merely of one place.</summary>
    /// <param name="found">The crowd, by place.</param>
    /// <param name="start">Place of the first user of its window.</param>
    /// <param name="isFree">Whether a user is held by nothing that comes before this crowd.</param>
    /// <param name="least">How many times as odd as the others it is to be.</param>
    public bool Stands(OddCrowd found, int start, bool[] isFree, double least)
    {
        var affinity = AffinityOf(found, ground);
        if (affinity > options.MostAffinity || !IsOdd(today ??= TraitsBy(Free()), least))
            return false;
        return (TraitsByLatest() is not { } traits || IsOdd(traits, DriftMargin * least))
            && (affinity <= options.UsualAffinity || IsOdd(TraitsByPairs(found), least));

        bool IsOdd(Traits[] traits, double ratio) => finder.Renew(ground.Profiles, traits, isFree, start, found.Item)?.Ratio >= ratio;
    }

    /// <summary>How much the members of a crowd, by place, have in common besides its item.</summary>
    public static double AffinityOf(OddCrowd found, CrowdGround ground) =>
        Affinity.Of(ground.Profiles, found.Members, new HashSet<int> { found.Item });

    private int[] Free() => [.. ground.AreFree().Index().Where(f => f.Item).Select(f => f.Index)];

    private Traits[] TraitsBy(int[] users) => ground.TraitsBy(OddUsers.DeviationsToday(ground.Profiles, users));

    // By the users over whom nothing drifts; null where that is everybody.
    private Traits[]? TraitsByLatest()
    {
        if (!latest.IsKnown)
        {
            var free = Free();
            var calm = Drift.CalmUsers(ground.Profiles.SelectRows(free));
            latest = (calm < free.Length ? TraitsBy(free[^calm..]) : null, true);
        }

        return latest.Traits;
    }

    // The members do not vouch for each other.
    private Traits[] TraitsByPairs(OddCrowd found)
    {
        var areOthers = ground.AreFree();
        foreach (var member in found.Members)
            areOthers[member] = false;
        return ground.TraitsBy(PairCoherence.Deviations(ground.Profiles, areOthers));
    }
}
