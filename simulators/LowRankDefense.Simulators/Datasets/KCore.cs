namespace LowRankDefense.Simulators.Datasets;

/// <summary>The largest part of a data set in which every user has at least k items, and every item at least k users.</summary>
/// <remarks>
/// Seidman (1983), of bipartite graphs. Whoever has fewer goes, and whoever has fewer for that, until nobody does: each pair is looked at twice at most,
/// so that the time is proportional to the number of ratings. Several ratings of a user for an item are one pair.
/// </remarks>
public static class KCore
{
    /// <summary>The ratings of the core, in their order.</summary>
    /// <param name="ratings">All ratings.</param>
    /// <param name="k">Least items of a user, and users of an item; 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is below 1.</exception>
    public static IReadOnlyList<Rating> Of(IReadOnlyList<Rating> ratings, int k)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        var pairs = ratings.Select(r => (r.User, r.Item)).Distinct().ToList();
        var (users, items) = (Neighbours(pairs.Select(p => (p.User, p.Item))), Neighbours(pairs.Select(p => (p.Item, p.User))));
        var (usersOut, itemsOut) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var left = (Users: Degrees(users), Items: Degrees(items));
        var falling = new Queue<(string Id, bool IsUser)>();
        Fall(left.Users, usersOut, isUser: true);
        Fall(left.Items, itemsOut, isUser: false);
        while (falling.TryDequeue(out var next))
        {
            var (neighbours, degrees, gone) = next.IsUser ? (users[next.Id], left.Items, itemsOut) : (items[next.Id], left.Users, usersOut);
            foreach (var neighbour in neighbours)
            {
                if (--degrees[neighbour] < k && gone.Add(neighbour))
                    falling.Enqueue((neighbour, !next.IsUser));
            }
        }

        return [.. ratings.Where(r => !usersOut.Contains(r.User) && !itemsOut.Contains(r.Item))];

        void Fall(Dictionary<string, int> degrees, HashSet<string> gone, bool isUser)
        {
            foreach (var (id, degree) in degrees)
            {
                if (degree < k && gone.Add(id))
                    falling.Enqueue((id, isUser));
            }
        }
    }

    private static Dictionary<string, List<string>> Neighbours(IEnumerable<(string Of, string Other)> pairs)
    {
        var neighbours = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var (of, other) in pairs)
        {
            if (!neighbours.TryGetValue(of, out var own))
                neighbours[of] = own = [];
            own.Add(other);
        }

        return neighbours;
    }

    private static Dictionary<string, int> Degrees(Dictionary<string, List<string>> neighbours) =>
        neighbours.ToDictionary(n => n.Key, n => n.Value.Count, StringComparer.Ordinal);
}
