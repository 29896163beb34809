using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Campaigns.Patrols;

/// <summary>Walks over users in order of arrival: looks for campaigns in nested windows, keeps them, judges everybody by them, and looks again.</summary>
/// <remarks>
/// A campaign is fitted again at each patrol, from its present members over the largest window, against today's background. One that stands no longer
/// was a theme of the platform: it is closed, and its users are released for good. Not thread-safe.
/// </remarks>
public sealed class CampaignPatrol
{
    private const int Free = -1;
    private readonly CampaignFinder finder;
    private readonly CampaignOptions options;
    private readonly PatrolOptions where;
    private readonly List<Campaign> campaigns = [];
    private readonly List<int> holders = [];
    private readonly HashSet<int> released = [];
    private CsrMatrix profiles = CsrMatrix.FromEntries(0, 0, []);
    private int? first;
    private int opened;

    /// <summary>A patrol that has seen nobody.</summary>
    /// <exception cref="ArgumentException">A setting outside its range; the message names it.</exception>
    public CampaignPatrol(CampaignOptions options, PatrolOptions where)
    {
        (finder, this.options, this.where) = (new CampaignFinder(options), options, Validated.Options(where));
        if (where.Windows.Any(w => w < 1) || !where.Windows.SequenceEqual(where.Windows.Distinct().Order()))
            throw new ArgumentException(
                $"{nameof(where.Windows)} are to be 1 or more and ascending, not {string.Join(", ", where.Windows)}.",
                nameof(where)
            );
    }

    /// <summary>The live campaigns, oldest first.</summary>
    public IReadOnlyList<Campaign> Campaigns => campaigns;

    /// <summary>Campaigns ever opened.</summary>
    public int Opened => opened;

    /// <summary>Campaigns closed since, as themes of the platform.</summary>
    public int Closed => opened - campaigns.Count;

    /// <summary>Number of the campaign that holds a user; −1 for none.</summary>
    public int HolderOf(int user) => user < holders.Count ? holders[user] : Free;

    /// <summary>One patrol.</summary>
    /// <param name="seen">Users in order of arrival × items: those of the patrol before, in the same rows, and those who came since.</param>
    /// <param name="cancel">Stops between windows; the patrol is then to be made again.</param>
    /// <exception cref="ArgumentException">Fewer users than before.</exception>
    public void Look(CsrMatrix seen, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(seen);
        if (seen.Rows < holders.Count)
            throw new ArgumentException($"{seen.Rows} users are fewer than the {holders.Count} of the patrol before.", nameof(seen));
        profiles = seen;
        first ??= (int)(where.OldestShare * seen.Rows);
        var before = holders.Count;
        while (holders.Count < seen.Rows)
            holders.Add(Free);
        foreach (var campaign in campaigns.ToArray())
        {
            Hold(campaign, before);
            Renew(campaign);
        }

        foreach (var window in where.Windows)
        {
            cancel.ThrowIfCancellationRequested();
            var start = Math.Max(seen.Rows - window, first.Value);
            // A window that does not fit says what the one before has said.
            if (seen.Rows - start == window || window == where.Windows[0])
                Open(start, cancel);
        }
    }

    private void Open(int start, CancellationToken cancel)
    {
        int[] past = [.. Enumerable.Range(0, start).Where(u => holders[u] == Free)];
        int[] rows = [.. Enumerable.Range(start, profiles.Rows - start).Where(u => holders[u] == Free)];
        foreach (var fit in finder.Find(ClicksOf(past), profiles.SelectRows(rows), cancel))
        {
            int[] members = [.. fit.Members.Select(m => rows[m])];
            if (!Stands(fit, past, rows) || members.Count(released.Contains) > where.MostReleased * members.Length)
                continue;
            var campaign = new Campaign(opened++, fit, profiles.Rows);
            campaigns.Add(campaign);
            foreach (var member in members)
                holders[member] = campaign.Number;
            Hold(campaign, 0);
        }
    }

    // Everybody from a row on who is free, was never released, and is convicted by the evidence.
    private void Hold(Campaign campaign, int from)
    {
        for (var u = from; u < profiles.Rows; u++)
        {
            if (
                holders[u] == Free
                && !released.Contains(u)
                && campaign.Fit.EvidenceOf(profiles.ColumnsOf(u), out var core) >= options.Nats
                && core >= options.CoreItems
            )
                holders[u] = campaign.Number;
        }
    }

    private void Renew(Campaign campaign)
    {
        int[] held = [.. Enumerable.Range(0, profiles.Rows).Where(u => holders[u] == campaign.Number)];
        var start = held.Length == 0 ? profiles.Rows : Math.Min(Math.Max(profiles.Rows - where.Windows[^1], first!.Value), held[0]);
        int[] past = [.. Enumerable.Range(0, start).Where(u => holders[u] == Free)];
        int[] rows = [.. Enumerable.Range(start, profiles.Rows - start).Where(u => holders[u] == Free || holders[u] == campaign.Number)];
        bool[] isMember = [.. rows.Select(u => holders[u] == campaign.Number)];
        var fit = finder.Renew(ClicksOf(past), profiles.SelectRows(rows), isMember, [.. campaign.Fit.Core]);
        if (fit is null || !Stands(fit, past, rows))
        {
            Close(campaign, held);
            return;
        }

        campaign.Fit = fit;
        HashSet<int> members = [.. fit.Members.Select(m => rows[m])];
        foreach (var member in members)
            holders[member] = campaign.Number;
        // Half of what convicts: who was held at the edge is not let go and held by turns.
        foreach (var user in held)
        {
            if (!members.Contains(user) && fit.EvidenceOf(profiles.ColumnsOf(user), out _) < options.Nats / 2)
                holders[user] = Free;
        }

        Hold(campaign, 0);
    }

    private void Close(Campaign campaign, int[] held)
    {
        campaigns.Remove(campaign);
        foreach (var user in held)
        {
            holders[user] = Free;
            released.Add(user);
        }
    }

    private bool Stands(CampaignFit fit, int[] past, int[] window) => fit.IsAccepted && News.Of(profiles, fit.Core, past, window) >= options.Nats;

    private int[] ClicksOf(int[] users)
    {
        var clicks = new int[profiles.Columns];
        foreach (var user in users)
        {
            foreach (var item in profiles.ColumnsOf(user))
                clicks[item]++;
        }

        return clicks;
    }
}
