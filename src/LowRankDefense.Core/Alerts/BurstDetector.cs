using LowRankDefense.Numerics;
using MathNet.Numerics;

namespace LowRankDefense.Core.Alerts;

/// <summary>Watches users found fake in a sliding window and raises an alert when they come in a burst, naming the items they push.</summary>
/// <remarks>
/// An item is named where k or more of n suspects would have it with a probability of at most <see cref="AlertOptions.MaximumPValue"/>, were they
/// drawn from all users: the exact tail of Binomial(n, p), p the item's share among all profiles, times the number of items that might have been
/// named (Bonferroni). After an alert the next one is raised when the window holds half as many suspects again as were reported and are still in it.
/// Not thread-safe; one per consuming loop.
/// </remarks>
public sealed class BurstDetector(AlertOptions options, ItemShares shares)
{
    private readonly AlertOptions options = Validated.Options(options);
    private readonly SuspectWindow window = new();

    /// <summary>Suspects in the window now.</summary>
    public int Suspects => window.Suspects.Count;

    /// <summary>Adds a suspect; returns the alert that completes, or null.</summary>
    /// <param name="user">The user found fake.</param>
    /// <param name="items">The items of the user's profile; duplicates count once.</param>
    /// <param name="time">When the user was found fake, Unix milliseconds, not decreasing.</param>
    public BurstAlert? Add(string user, IEnumerable<string> items, long time)
    {
        window.ForgetBefore(time - (long)options.Window.TotalMilliseconds);
        window.Add(user, new HashSet<string>(items, StringComparer.Ordinal), time);
        var reported = window.Suspects.Count - window.Unreported;
        if (window.Suspects.Count < options.MinimumSuspects || 2 * window.Unreported < reported)
            return null;
        window.Report();
        var first = window.Suspects.First();
        return new BurstAlert(
            $"{first.User}@{first.Time}+{window.Suspects.Count}",
            first.Time,
            time,
            window.Suspects.Count,
            [.. window.Suspects.TakeLast(options.NamedUsers).Select(s => s.User)],
            PushedItems()
        );
    }

    /// <summary>Takes a user who turned out genuine out of the window.</summary>
    public void Remove(string user) => window.Remove(user);

    /// <summary>Marks what happened so far: it is what the next commit keeps.</summary>
    public void Seal() => window.Seal();

    /// <summary>Keeps what happened until <see cref="Seal"/>.</summary>
    public void Commit() => window.Commit();

    /// <summary>Takes back what happened since the last commit, alerts among it: the transaction around it was aborted.</summary>
    public void Rollback() => window.Rollback();

    private PushedItem[] PushedItems()
    {
        var suspects = window.Suspects.Count;
        var candidates = Math.Max(shares.Items, window.Counts.Count);
        return
        [
            .. window
                .Counts.Where(c => c.Value >= options.MinimumShare * suspects)
                .Select(c => new PushedItem(c.Key, c.Value, Math.Min(1.0, candidates * Tail(c.Value, suspects, shares.Of(c.Key)))))
                .Where(p => p.PValue <= options.MaximumPValue)
                .OrderBy(p => p.PValue)
                .ThenByDescending(p => p.Suspects)
                .ThenBy(p => p.Item, StringComparer.Ordinal)
                .Take(options.NamedItems),
        ];
    }

    // P(X ≥ k) = I_p(k, n − k + 1) for X ~ Binomial(n, p), k ≥ 1
    private static double Tail(int k, int n, double p) => p >= 1.0 ? 1.0 : SpecialFunctions.BetaRegularized(k, n - k + 1, p);
}
