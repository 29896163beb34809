using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Campaigns;

/// <summary>How much users have in common: those who are new, but of one place or one taste, share what hardly anybody else clicks. Fakes who push the same items do not.</summary>
internal static class Affinity
{
    /// <summary>
    /// Σᵢ cᵢ (cᵢ − 1) / pᵢ over Σ n_u n_v, pairs of two users: what they share, rare items counting for more, over what would be shared by chance; 1 where it
    /// is no more than chance.
    /// </summary>
    /// <param name="profiles">Users × items.</param>
    /// <param name="members">Rows of the users.</param>
    /// <param name="known">Columns of the items that they have in common anyway: they do not count.</param>
    public static double Of(CsrMatrix profiles, IReadOnlyList<int> members, IReadOnlySet<int> known)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        var own = Clicks.Of(profiles, members, known);
        var shares = new Shares(profiles);
        var shared = own.ByItem.Sum(o => o.Value * (o.Value - 1.0) / shares.Of(o.Key, o.Value, own.Total));
        return shared / Math.Max(1, (own.Total * own.Total) - own.Squares);
    }

    /// <summary>The same between groups: what users of two groups share, over what would be shared by chance; 1 where it is no more than chance.</summary>
    /// <param name="profiles">Users × items.</param>
    /// <param name="groups">Rows of the users of each.</param>
    /// <param name="known">Columns of the items that do not count.</param>
    public static double Between(CsrMatrix profiles, IReadOnlyList<int[]> groups, IReadOnlySet<int> known)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentNullException.ThrowIfNull(groups);
        var (own, shares) = (groups.Select(g => Clicks.Of(profiles, g, known)).ToArray(), new Shares(profiles));
        var (shared, pairs) = (0.0, 0.0);
        for (var a = 0; a < own.Length; a++)
        for (var b = a + 1; b < own.Length; b++)
        {
            pairs += own[a].Total * own[b].Total;
            foreach (var (column, count) in own[a].ByItem)
                shared += own[b].ByItem.TryGetValue(column, out var other) ? (double)count * other / shares.Of(column, 0, 0) : 0;
        }

        return shared / Math.Max(1, pairs);
    }

    private sealed record Clicks(Dictionary<int, int> ByItem, double Total, double Squares)
    {
        public static Clicks Of(CsrMatrix profiles, IEnumerable<int> users, IReadOnlySet<int> known)
        {
            var own = new Dictionary<int, int>();
            var (clicks, squares) = (0.0, 0.0);
            foreach (var user in users)
            {
                var count = 0.0;
                foreach (var column in profiles.ColumnsOf(user))
                {
                    if (known.Contains(column))
                        continue;
                    own[column] = own.GetValueOrDefault(column) + 1;
                    count++;
                }

                (clicks, squares) = (clicks + count, squares + (count * count));
            }

            return new Clicks(own, clicks, squares);
        }
    }

    private sealed class Shares
    {
        private readonly int[] all;
        private readonly double total;

        public Shares(CsrMatrix profiles)
        {
            (all, total) = (new int[profiles.Columns], profiles.NonZeros + profiles.Columns);
            foreach (var column in profiles.ColumnIndices)
                all[column]++;
        }

        // p of everybody else, with one click on each item that nobody saw.
        public double Of(int column, int own, double ownTotal) => (all[column] - own + 1) / (total - ownTotal);
    }
}
