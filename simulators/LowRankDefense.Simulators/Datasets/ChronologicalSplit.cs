namespace LowRankDefense.Simulators.Datasets;

/// <summary>Holds out the newest ratings of each user, a fifth where nothing else is said: by timestamp where all ratings have one, else by the order of the file.</summary>
/// <remarks>
/// Of n ratings of a user ⌊share · n⌋ are held out. A held-out rating of an item that the user already has in the older part is dropped:
/// nobody can be asked to foretell what was seen.
/// </remarks>
public static class ChronologicalSplit
{
    private const double Fifth = 0.2;

    /// <summary>The older ratings and the newer ones, each in the order of <paramref name="ratings"/>.</summary>
    /// <param name="ratings">All ratings.</param>
    /// <param name="share">Share that is held out, 0 to 1; default 0.2.</param>
    public static (IReadOnlyList<Rating> Older, IReadOnlyList<Rating> Newer) Of(IReadOnlyList<Rating> ratings, double share = Fifth)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        var byTime = ratings.All(r => r.Timestamp is not null);
        var heldOut = new bool[ratings.Count];
        foreach (var ofUser in Enumerable.Range(0, ratings.Count).GroupBy(i => ratings[i].User, StringComparer.Ordinal))
        {
            int[] order = byTime ? [.. ofUser.OrderBy(i => ratings[i].Timestamp)] : [.. ofUser]; // OrderBy is stable: ties keep the file's order.
            foreach (var i in order[^HeldOutOf(order.Length, share)..])
                heldOut[i] = true;
        }

        List<Rating> older = [.. ratings.Where((_, i) => !heldOut[i])];
        var seen = older.Select(r => (r.User, r.Item)).ToHashSet();
        return (older, [.. ratings.Where((r, i) => heldOut[i] && !seen.Contains((r.User, r.Item)))]);
    }

    /// <summary>⌊share · n⌋: a product that rounding has put just below a whole number counts as that.</summary>
    /// <param name="count">n.</param>
    /// <param name="share">Share that is held out.</param>
    internal static int HeldOutOf(int count, double share) => (int)((share * count) + 1e-9);
}
