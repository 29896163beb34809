using LowRankDefense.Numerics;

namespace LowRankDefense.Core.Alerts;

/// <summary>Watches convictions in a sliding window and raises an alert when they come in a burst, naming the items the suspects push.</summary>
/// <remarks>
/// An item is named by a one-sided test of the suspects' count k of n against the share p of all profiles that have it:
/// (k − n·p) / √(n·p·(1 − p)). After an alert the next one is raised when the window holds half as many suspects again,
/// or when it has been quiet for a whole window. Not thread-safe; one per consuming loop.
/// </remarks>
public sealed class BurstDetector(AlertOptions options, ItemShares shares)
{
    private readonly AlertOptions options = Validated.Options(options);
    private readonly List<Conviction> window = [];
    private int alertedAt;

    /// <summary>Suspects in the window now.</summary>
    public int Suspects => window.Count;

    /// <summary>Adds a conviction; returns the alert it completes, or null.</summary>
    /// <param name="user">The user found fake.</param>
    /// <param name="items">The items of the user's profile; duplicates count once.</param>
    /// <param name="time">Time of the conviction, Unix milliseconds, not decreasing.</param>
    public BurstAlert? Convict(string user, IEnumerable<string> items, long time)
    {
        Forget(time);
        window.RemoveAll(c => string.Equals(c.User, user, StringComparison.Ordinal));
        window.Add(new Conviction(user, new HashSet<string>(items, StringComparer.Ordinal), time));
        if (window.Count < options.MinimumSuspects || window.Count * 2 < alertedAt * 3)
            return null;
        alertedAt = window.Count;
        return new BurstAlert(
            $"{window[0].User}@{window[0].Time}+{window.Count}",
            window[0].Time,
            time,
            [.. window.Select(c => c.User)],
            PushedItems()
        );
    }

    /// <summary>Takes a user who turned out genuine out of the window.</summary>
    public void Acquit(string user) => window.RemoveAll(c => string.Equals(c.User, user, StringComparison.Ordinal));

    /// <summary>The window as it stands, to return to with <see cref="Restore"/> when the transaction around it is aborted.</summary>
    public BurstSnapshot Snapshot() => new([.. window], alertedAt);

    /// <summary>Returns to <paramref name="snapshot"/>.</summary>
    public void Restore(BurstSnapshot snapshot)
    {
        window.Clear();
        window.AddRange(snapshot.Window);
        alertedAt = snapshot.AlertedAt;
    }

    private void Forget(long now)
    {
        var oldest = now - (long)options.Window.TotalMilliseconds;
        window.RemoveAll(c => c.Time < oldest);
        if (window.Count == 0)
            alertedAt = 0;
    }

    private PushedItem[] PushedItems()
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in window.SelectMany(c => c.Items))
            counts[item] = counts.GetValueOrDefault(item) + 1;
        return
        [
            .. counts
                .Where(c => c.Value >= options.MinimumShare * window.Count)
                .Select(c => new PushedItem(c.Key, c.Value, Deviation(c.Value, window.Count, shares.Of(c.Key))))
                .Where(p => p.Deviation >= options.MinimumDeviation)
                .OrderByDescending(p => p.Deviation)
                .ThenBy(p => p.Item, StringComparer.Ordinal)
                .Take(options.NamedItems),
        ];
    }

    // (k − n·p) / √(n·p·(1 − p))
    private static double Deviation(int k, int n, double p) => (k - (n * p)) / Math.Sqrt(Math.Max(n * p * (1 - p), 1e-12));
}
