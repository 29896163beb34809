using LowRankDefense.Core.Evaluation;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Lab.Scenarios.Attacks;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Computations.Recommenders;

/// <summary>Held-out interactions by how popular their items are.</summary>
/// <param name="train">Users × items, whose clicks make an item popular.</param>
internal sealed class PopularityGroups(CsrMatrix train)
{
    private readonly HashSet<int>[] groups = [.. TargetGroups.Names.Select(name => TargetGroups.ItemsOf(name, train).ToHashSet())];

    /// <summary>Recall@K of each group alone: its held-out items among the first K / its held-out items of the user, mean over users with one.</summary>
    /// <param name="lists">Recommendations.</param>
    /// <param name="test">Users × items held out.</param>
    /// <param name="shown">Places of a list that count.</param>
    /// <returns>The most popular first; null where nobody has a held-out item of the group.</returns>
    public double?[] Recall(RecommendationTable lists, CsrMatrix test, int shown) =>
        Array.ConvertAll(
            groups,
            group =>
            {
                var own = Within(test, group);
                return own.NonZeros == 0 ? (double?)null : RankingMetrics.PerUser(lists, own, shown, []).Recall.Mean.Value;
            }
        );

    private static CsrMatrix Within(CsrMatrix test, HashSet<int> items)
    {
        var cells = new List<(int, int, float)>();
        for (var u = 0; u < test.Rows; u++)
        {
            foreach (var item in test.ColumnsOf(u))
            {
                if (items.Contains(item))
                    cells.Add((u, item, 1f));
            }
        }

        return CsrMatrix.FromEntries(test.Rows, test.Columns, cells);
    }
}
