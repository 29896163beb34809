using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Crowds;

/// <summary>How much users have in common: those who are new, but of one place or one taste, share what hardly anybody else clicks. Fakes who push one item do not.</summary>
internal static class Affinity
{
    /// <summary>
    /// Σᵢ cᵢ (cᵢ − 1) / pᵢ over Σ n_u n_v, pairs of two users: what they share, rare items counting for more, over what would be shared by chance; 1 where it
    /// is no more than chance.
    /// </summary>
    /// <param name="profiles">Users × items.</param>
    /// <param name="members">Rows of the users.</param>
    /// <param name="item">Column of the item that they have in common anyway: it does not count.</param>
    public static double Of(CsrMatrix profiles, IReadOnlyList<int> members, int item)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        var (own, all) = (new Dictionary<int, int>(), new int[profiles.Columns]);
        var (clicks, squares) = (0.0, 0.0);
        foreach (var user in members)
        {
            var count = profiles.CountOf(user) - 1.0;
            (clicks, squares) = (clicks + count, squares + (count * count));
            foreach (var column in profiles.ColumnsOf(user))
                own[column] = own.GetValueOrDefault(column) + 1;
        }

        foreach (var column in profiles.ColumnIndices)
            all[column]++;
        own.Remove(item);
        // p of everybody else, with one click on each item that nobody saw.
        var total = profiles.ColumnIndices.Length - clicks + profiles.Columns;
        var shared = own.Sum(o => o.Value * (o.Value - 1.0) / ((all[o.Key] - o.Value + 1) / total));
        return shared / Math.Max(1, (clicks * clicks) - squares);
    }
}
