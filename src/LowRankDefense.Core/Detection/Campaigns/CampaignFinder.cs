using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Campaigns;

/// <summary>Finds groups of users who push the same few items, without labels and without simulated attacks.</summary>
/// <remarks>
/// An attacker can make each fake look like anybody. What cannot be avoided is the purpose: several users click the same few items together, more than
/// the platform's own users do at that time. Counting costs O(non-zeros) of the window, a step of the fit O(users × telling items).
/// </remarks>
public sealed class CampaignFinder
{
    private readonly CampaignOptions options;

    /// <summary>A finder with settings of its own.</summary>
    /// <exception cref="ArgumentException">A setting outside its range; the message names it.</exception>
    public CampaignFinder(CampaignOptions options) => this.options = Validated.Options(options);

    /// <summary>Looks for campaigns in a window, one after the other.</summary>
    /// <param name="past">Clicks of each item in what is older than the window and trusted.</param>
    /// <param name="window">Users × items: what was clicked lately, 0 or 1.</param>
    /// <param name="cancel">Stops between two campaigns.</param>
    /// <returns>What was found, accepted or not.</returns>
    /// <exception cref="ArgumentException">History and window are not over the same items.</exception>
    public IReadOnlyList<CampaignFit> Find(ReadOnlySpan<int> past, CsrMatrix window, CancellationToken cancel = default)
    {
        var clicks = Clicks(past, window, []);
        if (clicks.Items < 2)
            return [];
        var free = Everybody(window);
        var found = new List<CampaignFit>();
        while (found.Count < options.MostCampaigns)
        {
            cancel.ThrowIfCancellationRequested();
            var mixture = new CampaignMixture(clicks, options, CampaignSeed.Of(clicks, free), free);
            if (mixture.Fit() is not { } fit)
                break;
            found.Add(fit);
            for (var u = 0; u < free.Length; u++)
                free[u] = Math.Max(free[u] - mixture.Members[u], 0);
        }

        return found;
    }

    /// <summary>Fits a known campaign again, from its present members, against today's background.</summary>
    /// <param name="past">Clicks of each item in what is older than the window and trusted.</param>
    /// <param name="window">Users × items.</param>
    /// <param name="isMember">Whether each user of the window is a member.</param>
    /// <param name="core">Its core items, which are looked at even where they surge no longer, as is what nearly all members have.</param>
    /// <returns>The campaign as it stands, accepted or not; null where nothing is left of it.</returns>
    /// <exception cref="ArgumentException">History, window and members do not go together.</exception>
    public CampaignFit? Renew(ReadOnlySpan<int> past, CsrMatrix window, ReadOnlySpan<bool> isMember, ReadOnlySpan<int> core)
    {
        ArgumentNullException.ThrowIfNull(window);
        if (isMember.Length != window.Rows)
            throw new ArgumentException($"{isMember.Length} memberships do not go with a window of {window.Rows} users.", nameof(isMember));
        var clicks = Clicks(past, window, [.. core, .. SharedBy(isMember, window)]);
        if (clicks.Items < 2)
            return null;
        return new CampaignMixture(clicks, options, CampaignSeed.Of(isMember), Everybody(window)).Fit();
    }

    // Nobody is a member of another campaign yet.
    private static double[] Everybody(CsrMatrix window)
    {
        var free = new double[window.Rows];
        Array.Fill(free, 1);
        return free;
    }

    // What nearly all members have may be pushed though it did not surge when the campaign was found.
    private List<int> SharedBy(ReadOnlySpan<bool> isMember, CsrMatrix window)
    {
        var (holders, members) = (new Dictionary<int, int>(), 0);
        for (var u = 0; u < isMember.Length; u++)
        {
            if (!isMember[u])
                continue;
            members++;
            foreach (var item in window.ColumnsOf(u))
                holders[item] = holders.GetValueOrDefault(item) + 1;
        }

        return [.. holders.Where(h => h.Value > options.CoreRate * members).Select(h => h.Key)];
    }

    private SurgingClicks Clicks(ReadOnlySpan<int> past, CsrMatrix window, ReadOnlySpan<int> kept)
    {
        ArgumentNullException.ThrowIfNull(window);
        if (past.Length != window.Columns)
            throw new ArgumentException($"A history of {past.Length} items does not go with a window of {window.Columns}.", nameof(past));
        return new SurgingClicks(window, Surge.Of(past, window, options, kept), options);
    }
}
