namespace LowRankDefense.Core.Detection.Campaigns.Patrols;

/// <summary>Null calibration of campaigns: what the finder finds in earlier windows, where what it finds is a theme of the platform as far as anybody knows.</summary>
/// <remarks>
/// Where users come with their friends, a place that a few of them are the first to visit looks like a campaign in every respect. How often, only the
/// platform's own past tells. Each window is looked at once, as soon as it is older than the newest of its size, by when campaigns in it are held and out of sight.
/// </remarks>
internal sealed class UsualNews(CampaignFinder finder, PatrolledUsers users, Func<CampaignFit, SearchGround, double> newsOf)
{
    // Of each size, the latest, and of the larger none: platforms change, what is news in a large one is in a small one first, and the price is bounded.
    private const int MostWindows = 8;
    private const int LargestWindow = 800;

    // A past that knows less of the platform than a window does makes everything news.
    private const int FewestBefore = 100;
    private readonly Dictionary<int, int> nextStarts = [];
    private readonly List<Theme> themes = [];

    /// <summary>Looks at the windows that have come of age.</summary>
    /// <param name="sizes">Users in them.</param>
    /// <param name="cancel">Stops between two windows.</param>
    public void See(IEnumerable<int> sizes, CancellationToken cancel)
    {
        foreach (var size in sizes.Where(s => s <= LargestWindow))
        {
            var start = Math.Max(nextStarts.GetValueOrDefault(size), users.Count - ((MostWindows + 1) * size));
            start = Math.Max(start, Math.Max(size, FewestBefore));
            int[]? clicks = null;
            for (; start + (2 * size) <= users.Count; start += size)
            {
                cancel.ThrowIfCancellationRequested();
                Look(clicks ??= users.ClicksOf(users.FreeOrOf(PatrolledUsers.Free, 0, start)), start, start + size);
                nextStarts[size] = start + size;
            }
        }
    }

    /// <summary>The most nats of news that a theme made which is over by a row; 0 where there was none.</summary>
    /// <param name="row">Row of the first user who is looked at now.</param>
    /// <param name="core">The core that is looked at: what was there of it before is counted against it elsewhere, and says nothing of others.</param>
    public double Before(int row, IReadOnlyList<int> core) =>
        themes.Where(t => t.End <= row && !Campaign.AreOfOne(t.Core, core) && t.Members.All(IsFree)).Select(t => t.Nats).Append(0).Max();

    /// <summary>Forgets the first users: what is row n from now on was row n + rows.</summary>
    public void Forget(int rows)
    {
        foreach (var (size, start) in nextStarts.ToArray())
            nextStarts[size] = start - rows;
        themes.RemoveAll(t => t.Members[0] < rows);
        for (var t = 0; t < themes.Count; t++)
            themes[t] = themes[t] with { End = themes[t].End - rows, Members = [.. themes[t].Members.Select(m => m - rows)] };
    }

    // The clicks of the past become those of the next window's.
    private void Look(int[] clicks, int start, int end)
    {
        var rows = users.FreeOrOf(PatrolledUsers.Free, start, end);
        foreach (var fit in finder.Find(clicks, users.Profiles.SelectRows(rows)))
        {
            var past = users.FreeOrOf(PatrolledUsers.Free, 0, start);
            if (newsOf(fit, new SearchGround(past, rows, past, rows)) is > 0 and var nats)
                themes.Add(new Theme(end, nats, fit.Core, [.. fit.Members.Select(m => rows[m])]));
        }

        users.AddClicksOf(rows, clicks);
    }

    private bool IsFree(int user) => users.HolderOf(user) == PatrolledUsers.Free;

    private sealed record Theme(int End, double Nats, IReadOnlyList<int> Core, int[] Members);
}
