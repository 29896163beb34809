using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Evaluation;

/// <summary>How well recommendations foresee the held-out interactions, and how far attacked items get into them.</summary>
/// <remarks>
/// Users evaluated are those with at least one test item. Lists are what <see cref="TopN"/> makes: training items masked, exact scores,
/// ties by item index.
/// </remarks>
public static class RankingMetrics
{
    /// <summary>Recall@K, HR@K and, where there are targets, target HR@K and target Recall@K.</summary>
    /// <param name="lists">Recommendations with at least <paramref name="k"/> places.</param>
    /// <param name="test">users × items; a stored entry is a test item.</param>
    /// <param name="k">Places that count.</param>
    /// <param name="targets">Attacked items; may be empty.</param>
    /// <exception cref="ArgumentException">No user has a test item, or lists and test do not fit.</exception>
    public static IReadOnlyList<Metric> Evaluate(RecommendationTable lists, CsrMatrix test, int k, IReadOnlyCollection<int> targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        Check(lists, test, k);
        var wanted = targets.ToHashSet();
        var (users, recall, hits, targetHits, targetRecall) = (0, 0.0, 0, 0, 0.0);
        for (var u = 0; u < test.Rows; u++)
        {
            if (test.CountOf(u) == 0)
                continue;
            var top = Top(lists, u, k);
            var found = CountIn(top, test.ColumnsOf(u));
            var pushed = CountIn(top, wanted);
            users++;
            recall += (double)found / test.CountOf(u);
            hits += found > 0 ? 1 : 0;
            targetHits += pushed > 0 ? 1 : 0;
            targetRecall += wanted.Count == 0 ? 0.0 : (double)pushed / wanted.Count;
        }

        if (users == 0)
            throw new ArgumentException("No user has a test item: there is nothing to evaluate.", nameof(test));
        List<Metric> metrics =
        [
            new($"recall@{k}", recall / users, $"Test items among the top {k} / test items of the user, mean over the users with ≥ 1 test item."),
            new($"hr@{k}", (double)hits / users, $"Share of the users with ≥ 1 test item that have ≥ 1 of them in the top {k}."),
        ];
        if (wanted.Count > 0)
        {
            metrics.Add(
                new(
                    $"target_hr@{k}",
                    (double)targetHits / users,
                    $"Share of the users with ≥ 1 test item that have ≥ 1 target item in the top {k}; users who own a target count as misses for it."
                )
            );
            metrics.Add(
                new(
                    $"target_recall@{k}",
                    targetRecall / users,
                    $"Target items in the top {k} / number of targets, mean over the users with ≥ 1 test item."
                )
            );
        }

        return metrics;
    }

    /// <summary>The exposure of one item: the share of the given users who have it in their top <paramref name="k"/>.</summary>
    /// <param name="lists">Recommendations.</param>
    /// <param name="item">The item.</param>
    /// <param name="k">Places that count.</param>
    /// <param name="users">Users asked, such as the genuine ones; not empty.</param>
    public static Metric Exposure(RecommendationTable lists, int item, int k, IReadOnlyCollection<int> users)
    {
        ArgumentNullException.ThrowIfNull(lists);
        ArgumentNullException.ThrowIfNull(users);
        if (users.Count == 0)
            throw new ArgumentException("Exposure is a share of users, and there are none.", nameof(users));
        var seeing = users.Count(u => Top(lists, u, k).Contains(item));
        return new Metric($"exposure@{k}", (double)seeing / users.Count, $"Share of the users who have the item in their top {k}.");
    }

    private static void Check(RecommendationTable lists, CsrMatrix test, int k)
    {
        ArgumentNullException.ThrowIfNull(lists);
        ArgumentNullException.ThrowIfNull(test);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(k);
        if (lists.Users != test.Rows)
            throw new ArgumentException($"There are lists for {lists.Users} users and test items for {test.Rows}.", nameof(test));
        if (k > lists.Length && lists.Length < test.Columns)
            throw new ArgumentException($"Lists of {lists.Length} items cannot be evaluated at {k}.", nameof(k));
    }

    private static ReadOnlySpan<int> Top(RecommendationTable lists, int user, int k)
    {
        var items = lists.ItemsOf(user);
        return items[..Math.Min(k, items.Length)];
    }

    private static int CountIn(ReadOnlySpan<int> top, ReadOnlySpan<int> sorted)
    {
        var count = 0;
        foreach (var item in top)
            count += sorted.BinarySearch(item) >= 0 ? 1 : 0;
        return count;
    }

    private static int CountIn(ReadOnlySpan<int> top, HashSet<int> set)
    {
        var count = 0;
        foreach (var item in top)
            count += set.Contains(item) ? 1 : 0;
        return count;
    }
}
