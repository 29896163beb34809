using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Campaigns.Scattered;

/// <summary>Finds campaigns whose members push some of the items each, among odd users: nobody has the whole core, but whoever has any two of it is a member.</summary>
/// <remarks>
/// Two items pushed so are clicked together by fakes and by nobody else, however popular either is. From the most surprising pairs cores are grown, an item
/// at a time. A theme of the platform that stands out among odd users has as many holders among all others: it does not grow, or is refused.
/// </remarks>
public sealed class ScatteredFinder
{
    // Small pasts tell little of what is usual: where nobody attacks, cores of 31 have been seen that nothing else told from an attack.
    private const double LeastNats = 36;

    // So many times what is usual, and for a known campaign half of that.
    private const double Margin = 2;
    private const double Kept = 0.5;

    // What the holders have in common besides, in multiples of chance: more is a place or a taste that is new.
    private const double MostAffinity = 8;
    private const double KeptAffinity = 12;

    // And what the publics of two of the items have in common, who are no holders: those of one place or taste have, whoever else comes there.
    private const double MostShared = 2.5;

    // Others who hold the core, for each odd user who does: fakes who are not odd themselves.
    private const double MostOthers = 0.2;

    // Pairs that a core is grown from.
    private const int Seeds = 40;

    // That hardly anybody else holds two says much, and not everything.
    private const double MostCredit = 5;
    private const int CoreItems = 2;
    private readonly CampaignOptions options;

    /// <summary>A finder with settings of its own.</summary>
    /// <exception cref="ArgumentException">A setting outside its range; the message names it.</exception>
    public ScatteredFinder(CampaignOptions options) => this.options = Validated.Options(options) with { CoreItems = 1, Coverage = 0 };

    /// <summary>Looks for campaigns.</summary>
    /// <param name="profiles">Users × items.</param>
    /// <param name="odd">Rows of the odd users.</param>
    /// <param name="others">Rows of everybody else, nobody of whom is held by a campaign.</param>
    /// <param name="recent">Rows that tell how popular items are today.</param>
    /// <param name="usual">What is found where nobody attacks, see <see cref="Usual"/>.</param>
    /// <param name="cancel">Stops between two cores.</param>
    /// <returns>Those that stand, the most surprising first; members are rows of <paramref name="profiles"/>.</returns>
    public IReadOnlyList<CampaignFit> Find(
        CsrMatrix profiles,
        int[] odd,
        int[] others,
        int[] recent,
        double usual,
        CancellationToken cancel = default
    )
    {
        var ground = Ground(profiles, odd, others, recent, []);
        var (found, taken) = (new List<CampaignFit>(), new HashSet<int>());
        foreach (var core in Cores(ground, cancel).Where(c => Stands(c, LeastOf(usual), MostAffinity, ground)).OrderByDescending(c => c.Nats))
        {
            // Of two that have most of their holders in common, one explains the other.
            if (found.Count == options.MostCampaigns || 2 * core.Odd.Count(taken.Contains) > core.Odd.Count)
                continue;
            taken.UnionWith(core.Odd);
            if (Fit(core, ground) is { IsAccepted: true } fit)
                found.Add(fit);
        }

        return found;
    }

    /// <summary>Nats of the most surprising core in a past that is taken for calm: how much odd users have in common without being of one make.</summary>
    /// <param name="profiles">Users × items.</param>
    /// <param name="odd">Rows of the odd users of the past.</param>
    /// <param name="others">Rows of everybody else in the past.</param>
    /// <param name="cancel">Stops between two cores.</param>
    /// <returns>0 where there is none.</returns>
    public double Usual(CsrMatrix profiles, int[] odd, int[] others, CancellationToken cancel = default)
    {
        var ground = Ground(profiles, odd, others, [.. odd, .. others], []);
        return Cores(ground, cancel).Where(c => Stands(c, 0, MostAffinity, ground)).Select(c => c.Nats).Append(0).Max();
    }

    /// <summary>Looks at a known campaign again, against today's users.</summary>
    /// <param name="profiles">Users × items.</param>
    /// <param name="odd">Rows of the odd users and of the campaign's members.</param>
    /// <param name="others">Rows of everybody else, nobody of whom is held by a campaign.</param>
    /// <param name="recent">Rows that tell how popular items are today.</param>
    /// <param name="core">Columns of its core.</param>
    /// <param name="usual">What is found where nobody attacks.</param>
    /// <returns>The campaign as it stands; null where it does no longer.</returns>
    public CampaignFit? Renew(CsrMatrix profiles, int[] odd, int[] others, int[] recent, IReadOnlyList<int> core, double usual)
    {
        ArgumentNullException.ThrowIfNull(core);
        var ground = Ground(profiles, odd, others, recent, [.. core]);
        var renewed = new ScatteredCore(ground);
        foreach (var column in core)
            renewed.Add(ground.PlaceOf(column));
        renewed = renewed.Pruned();
        renewed.Grow();
        return Stands(renewed, Kept * LeastOf(usual), KeptAffinity, ground) && Fit(renewed, ground) is { IsAccepted: true } fit ? fit : null;
    }

    private ScatteredGround Ground(CsrMatrix profiles, int[] odd, int[] others, int[] recent, ReadOnlySpan<int> kept)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentNullException.ThrowIfNull(odd);
        ArgumentNullException.ThrowIfNull(others);
        ArgumentNullException.ThrowIfNull(recent);
        return new ScatteredGround(profiles, odd, others, recent, options, kept);
    }

    // From the most surprising pairs.
    private static IEnumerable<ScatteredCore> Cores(ScatteredGround ground, CancellationToken cancel)
    {
        var used = new HashSet<int>();
        foreach (var (first, second) in MostSurprising(ground))
        {
            cancel.ThrowIfCancellationRequested();
            if (used.Contains(first) && used.Contains(second))
                continue;
            var core = new ScatteredCore(ground);
            core.Add(first);
            core.Add(second);
            core.Grow();
            used.UnionWith(core.Items);
            core = core.Pruned();
            core.Grow();
            yield return core;
        }
    }

    private static double LeastOf(double usual) => Math.Max(LeastNats, Margin * usual);

    private static IEnumerable<(int First, int Second)> MostSurprising(ScatteredGround ground) =>
        Enumerable
            .Range(0, ground.Items)
            .SelectMany(first => ground.Near(first).Where(p => p.Key > first).Select(p => (first, second: p.Key, nats: p.Value)))
            .OrderByDescending(p => p.nats)
            .ThenBy(p => p.first)
            .ThenBy(p => p.second)
            .Take(Seeds)
            .Select(p => (p.first, p.second));

    private static bool Stands(ScatteredCore core, double leastNats, double mostAffinity, ScatteredGround ground)
    {
        if (core.Nats < leastNats || core.Others > MostOthers * core.Odd.Count)
            return false;
        var known = core.Items.Select(ground.ColumnOf).ToHashSet();
        return Affinity.Of(ground.Profiles, core.Odd, known) <= mostAffinity
            && Affinity.Between(ground.Profiles, core.Publics(), known) <= MostShared;
    }

    private CampaignFit Fit(ScatteredCore core, ScatteredGround ground)
    {
        int[] holders = [.. core.Odd.Order()];
        var total = 1.0;
        for (var u = 0; u < ground.Profiles.Rows; u++)
            total += ground.Profiles.CountOf(u);
        total -= holders.Sum(u => (double)ground.Profiles.CountOf(u));
        var rest = holders.ToHashSet();
        CampaignItem[] items =
        [
            .. core.Items.Select(i =>
            {
                var own = ground.HoldersOdd[i].Count(rest.Contains);
                var usual = ground.HoldersOdd[i].Count - own + ground.HoldersOther[i].Count;
                // What a member's own click says of the rate is made good by one who is none.
                return new CampaignItem(ground.ColumnOf(i), own / (holders.Length + 1.0), (usual + 0.5) / total, IsCore: true);
            }),
        ];
        // The odds of being one of them, for whoever holds it.
        var credit = Math.Clamp(Math.Log(core.Odd.Count / (core.Others + 1.0)), 0, MostCredit);
        return CampaignFit.Scattered(items, holders, ground.Profiles, new CoreRule(CoreItems, credit), options);
    }
}
