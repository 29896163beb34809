using LowRankDefense.Core.Detection.Campaigns.Judging;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Campaigns.Sweeps;

/// <summary>Finds the campaigns of a data set at once: no order, no history that is known to be clean, no labels.</summary>
/// <remarks>
/// Nothing surges where there is no time. But the items that a script pushes have the same users, nearly all of them; from each such pair a campaign is
/// fitted, as in a window. Themes of taste have such pairs, too. What tells them apart are fans: people who have some of a theme and not all of it.
/// </remarks>
public sealed class CampaignSweep
{
    // f fakes push two items that p others have each: f / (f + 2 p), so that half as many fakes as others are found.
    private const double Tightness = 0.2;

    // Where every item has half of the users, many pairs are somewhat tight.
    private const int MostPairs = 20_000;

    // A theme has fans by more nats than this: scripts had 3.1 at most, the themes of Gowalla and FilmTrust 6.7 and more.
    private const double MostFanNats = 5;

    // Fewer others who have an item say nothing of whether they are fans.
    private const int SmallestPublic = 2;

    // Whoever has nothing of a core is as good a background as anybody else.
    private const int SampledUsers = 1_000;

    // So much of a core is some of it, and two items at least.
    private const double Some = 0.4;

    // Of two groups that have more of their users in common than not, one explains the other.
    private const double SameGroup = 0.5;

    // What so many do is no campaign against the rest.
    private const double MostMembers = 0.2;
    private readonly CampaignFinder finder;
    private readonly CampaignOptions options;

    /// <summary>A sweep with settings of its own.</summary>
    /// <exception cref="ArgumentException">A setting outside its range; the message names it.</exception>
    public CampaignSweep(CampaignOptions options) => (finder, this.options) = (new CampaignFinder(options), Validated.Options(options));

    /// <summary>Looks for campaigns.</summary>
    /// <param name="profiles">Users × items.</param>
    /// <param name="looked">Told how many of how many beginnings were looked at.</param>
    /// <param name="cancel">Stops between two.</param>
    /// <returns>What was found, the tightest first, themes among it.</returns>
    public IReadOnlyList<SweptCampaign> Run(CsrMatrix profiles, Action<int, int>? looked = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        var users = profiles.Transpose();
        var pairs = TightPairs.Of(profiles, users, options.FewestMembers, Tightness).Take(MostPairs).ToList();
        var (found, seen, groups) = (new List<SweptCampaign>(), new HashSet<string>(StringComparer.Ordinal), new List<HashSet<int>>());
        for (var p = 0; p < pairs.Count; p++)
        {
            cancel.ThrowIfCancellationRequested();
            looked?.Invoke(p + 1, pairs.Count);
            var core = CoreOf(profiles, users, Both(users, pairs[p].First, pairs[p].Second));
            if (core.Length < options.CoreItems || !seen.Add(string.Join(',', core)))
                continue;
            if (Fit(profiles, users, core) is not { } fit || !seen.Add($"fit {string.Join(',', fit.Core)}"))
                continue;
            var campaign = Judge(profiles, fit);
            HashSet<int> group = [.. campaign.Members.Select(m => m.Row)];
            // The same group by another core: a theme or a campaign that is known.
            var isKnown = groups.Exists(g => g.Count(group.Contains) is var both && both > SameGroup * (g.Count + group.Count - both));
            groups.Add(group);
            if (!isKnown && campaign.Members.Count <= MostMembers * profiles.Rows)
                found.Add(campaign);
        }

        return found;
    }

    // Users who have both, ascending.
    private static int[] Both(CsrMatrix users, int first, int second)
    {
        var others = users.ColumnsOf(second).ToArray().ToHashSet();
        return [.. users.ColumnsOf(first).ToArray().Where(others.Contains)];
    }

    // What nearly all of them have, and hardly anybody else.
    private int[] CoreOf(CsrMatrix profiles, CsrMatrix users, int[] members)
    {
        var (holders, core) = (new int[profiles.Columns], new List<int>());
        foreach (var member in members)
        {
            foreach (var item in profiles.ColumnsOf(member))
                holders[item]++;
        }

        var fewest = options.CoreRate * members.Length;
        for (var item = 0; item < holders.Length; item++)
        {
            if (holders[item] > fewest && holders[item] > options.CoreLift * members.Length * users.CountOf(item) / profiles.Rows)
                core.Add(item);
        }

        return [.. core];
    }

    // Among those who have any two of the core and a sample of all others; those who have most of it are the first guess, and everybody else is the past.
    private CampaignFit? Fit(CsrMatrix profiles, CsrMatrix users, int[] core)
    {
        var has = new int[profiles.Rows];
        foreach (var item in core)
        {
            foreach (var user in users.ColumnsOf(item))
                has[user]++;
        }

        bool[] isMember = Array.ConvertAll(has, h => h >= options.CoreRate * core.Length);
        // More who have some of it than who have most: no script, without a closer look.
        if (2 * isMember.Count(m => m) < has.Count(h => h >= SomeOf(core)))
            return null;
        var past = new int[profiles.Columns];
        for (var item = 0; item < past.Length; item++)
            past[item] = users.CountOf(item);
        for (var user = 0; user < has.Length; user++)
        {
            if (!isMember[user])
                continue;
            foreach (var item in profiles.ColumnsOf(user))
                past[item]--;
        }

        var step = Math.Max(1, profiles.Rows / SampledUsers);
        int[] rows = [.. Enumerable.Range(0, profiles.Rows).Where(u => has[u] >= 2 || u % step == 0)];
        var fit = finder.Renew(past, profiles.SelectRows(rows), Array.ConvertAll(rows, u => isMember[u]), core);
        return fit is { IsAccepted: true } ? fit : null;
    }

    private static int SomeOf(int[] core) => Math.Max(2, (int)(Some * core.Length));

    private SweptCampaign Judge(CsrMatrix profiles, CampaignFit fit)
    {
        var threshold = CampaignBudget.Threshold(options, profiles.Rows, 1);
        var (members, others) = (new List<SweptMember>(), new List<int>());
        for (var user = 0; user < profiles.Rows; user++)
        {
            var nats = fit.EvidenceOf(profiles.ColumnsOf(user), out var core);
            if (nats > threshold && core >= options.CoreItems)
                members.Add(new SweptMember(user, nats, core));
            else
                others.Add(user);
        }

        var fans = new Fans(profiles, fit.Core, others);
        var finding =
            !fans.IsScript([.. members.Select(m => m.Row)], MostFanNats, options) ? SweepFinding.Theme
            : fans.Public < SmallestPublic ? SweepFinding.Unsure
            : SweepFinding.Campaign;
        CampaignItem[] items = [.. fit.Items.OrderByDescending(i => i.IsCore).ThenByDescending(i => i.Rate).ThenBy(i => i.Column)];
        return new SweptCampaign(items, members, fit.MedianEvidence, fans.Public, fans.Nats, finding);
    }
}
