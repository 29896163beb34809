using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Campaigns.Sweeps;

/// <summary>Pairs of items that are nearly always clicked by the same users: where a search without order begins.</summary>
internal static class TightPairs
{
    /// <summary>The pairs of items that at least <paramref name="fewest"/> users have together, and that are the tighter for it the earlier they come.</summary>
    /// <remarks>O(Σ over users of their items squared), with one counter for each item.</remarks>
    /// <param name="profiles">Users × items.</param>
    /// <param name="users">Items × users: the transpose.</param>
    /// <param name="fewest">Fewest users who have both.</param>
    /// <param name="tightness">Least Jaccard index of the users of the one and of the other, 0 to 1.</param>
    /// <returns>Both columns and the Jaccard index, in falling order of it.</returns>
    public static List<(int First, int Second, double Jaccard)> Of(CsrMatrix profiles, CsrMatrix users, int fewest, double tightness)
    {
        var pairs = new List<(int First, int Second, double Jaccard)>();
        var together = new int[profiles.Columns];
        var touched = new List<int>();
        for (var item = 0; item < profiles.Columns; item++)
        {
            if (users.CountOf(item) < fewest)
                continue;
            foreach (var user in users.ColumnsOf(item))
            {
                foreach (var other in profiles.ColumnsOf(user))
                {
                    if (other > item && together[other]++ == 0)
                        touched.Add(other);
                }
            }

            foreach (var other in touched)
            {
                var jaccard = (double)together[other] / (users.CountOf(item) + users.CountOf(other) - together[other]);
                if (together[other] >= fewest && jaccard >= tightness)
                    pairs.Add((item, other, jaccard));
                together[other] = 0;
            }

            touched.Clear();
        }

        return [.. pairs.OrderByDescending(p => p.Jaccard).ThenBy(p => p.First).ThenBy(p => p.Second)];
    }
}
