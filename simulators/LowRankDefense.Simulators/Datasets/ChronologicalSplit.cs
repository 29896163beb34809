namespace LowRankDefense.Simulators.Datasets;

/// <summary>Holds out the newest fifth of each user: by timestamp where all ratings have one, else by the order of the file.</summary>
/// <remarks>
/// Of n ratings of a user ⌊n / 5⌋ are held out. A held-out rating of an item that the user already has in the older part is dropped:
/// nobody can be asked to foretell what was seen.
/// </remarks>
public static class ChronologicalSplit
{
    private const int HeldOutOneIn = 5;

    /// <summary>The older four fifths and the newer fifth, each in the order of <paramref name="ratings"/>.</summary>
    public static (IReadOnlyList<Rating> Older, IReadOnlyList<Rating> Newer) Of(IReadOnlyList<Rating> ratings)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        var byTime = ratings.All(r => r.Timestamp is not null);
        var heldOut = new bool[ratings.Count];
        foreach (var ofUser in Enumerable.Range(0, ratings.Count).GroupBy(i => ratings[i].User, StringComparer.Ordinal))
        {
            int[] order = byTime ? [.. ofUser.OrderBy(i => ratings[i].Timestamp)] : [.. ofUser]; // OrderBy is stable: ties keep the file's order.
            foreach (var i in order[^(order.Length / HeldOutOneIn)..])
                heldOut[i] = true;
        }

        List<Rating> older = [.. ratings.Where((_, i) => !heldOut[i])];
        var seen = older.Select(r => (r.User, r.Item)).ToHashSet();
        return (older, [.. ratings.Where((r, i) => heldOut[i] && !seen.Contains((r.User, r.Item)))]);
    }
}
