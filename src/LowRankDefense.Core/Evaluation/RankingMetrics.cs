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
    /// <summary>Recall@K, HR@K, precision@K, NDCG@K, MRR@K and, where there are targets, target HR@K and target Recall@K.</summary>
    /// <inheritdoc cref="PerUser"/>
    public static IReadOnlyList<Metric> Evaluate(RecommendationTable lists, CsrMatrix test, int k, IReadOnlyCollection<int> targets) =>
        [.. PerUser(lists, test, k, targets).All.Select(m => m.Mean)];

    /// <summary>The same metrics with the value of every user.</summary>
    /// <param name="lists">Recommendations with at least <paramref name="k"/> places.</param>
    /// <param name="test">users × items; a stored entry is a test item, whatever its value.</param>
    /// <param name="k">Places that count, 1 or more.</param>
    /// <param name="targets">Attacked items; may be empty, and an item named twice counts once.</param>
    /// <exception cref="ArgumentException">No user has a test item, a target is not an item, or lists and test do not fit.</exception>
    public static RankingOutcome PerUser(RecommendationTable lists, CsrMatrix test, int k, IReadOnlyCollection<int> targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        Check(lists, test, k);
        var wanted = targets.ToHashSet();
        if (wanted.Any(t => (uint)t >= (uint)test.Columns))
            throw new ArgumentOutOfRangeException(
                nameof(targets),
                $"Target {wanted.First(t => (uint)t >= (uint)test.Columns)} is not one of {test.Columns} items."
            );
        int[] users = [.. Enumerable.Range(0, test.Rows).Where(u => test.CountOf(u) > 0)];
        if (users.Length == 0)
            throw new ArgumentException(
                "No user has a test item: there is nothing to evaluate. Take data with a test file, or with users of five interactions and more.",
                nameof(test)
            );
        var places = Array.ConvertAll(users, u => PlacesIn(Top(lists, u, k), test.ColumnsOf(u)));
        var found = Array.ConvertAll(places, own => own.Length);
        var pushed = Array.ConvertAll(users, u => CountIn(Top(lists, u, k), wanted));
        return new RankingOutcome(
            users,
            new UserMetric(
                $"recall@{k}",
                $"Test items among the top {k} / test items of the user, mean over the users with ≥ 1 test item.",
                [.. users.Zip(found, (u, hits) => (double)hits / test.CountOf(u))]
            ),
            new UserMetric($"hr@{k}", $"Share of the users with ≥ 1 test item that have ≥ 1 of them in the top {k}.", Indicator(found)),
            new UserMetric(
                $"precision@{k}",
                $"Test items among the top {k} / {k}, mean over the users with ≥ 1 test item.",
                Array.ConvertAll(found, hits => (double)hits / k)
            ),
            new UserMetric(
                $"ndcg@{k}",
                $"Sum of 1 / log2(1 + place) over the test items in the top {k} / the same sum where all come first, mean over the users with ≥ 1 test item.",
                [.. users.Zip(places, (u, own) => Gain(own) / Gain([.. Enumerable.Range(1, Math.Min(k, test.CountOf(u)))]))]
            ),
            new UserMetric(
                $"mrr@{k}",
                $"1 / place of the first test item in the top {k}, 0 where there is none, mean over the users with ≥ 1 test item.",
                Array.ConvertAll(places, own => own is [var first, ..] ? 1.0 / first : 0.0)
            ),
            wanted.Count == 0 ? null : TargetHit(k, pushed),
            wanted.Count == 0 ? null : TargetRecall(k, pushed, wanted.Count)
        );
    }

    /// <summary>The exposure of one item: the share of the given users who have it in their top <paramref name="k"/>.</summary>
    /// <param name="lists">Recommendations.</param>
    /// <param name="item">The item.</param>
    /// <param name="k">Places that count, 1 or more.</param>
    /// <param name="users">Users asked, such as the genuine ones; not empty.</param>
    /// <exception cref="ArgumentException">There are no users, or one for whom there is no list; a negative item.</exception>
    public static Metric Exposure(RecommendationTable lists, int item, int k, IReadOnlyCollection<int> users)
    {
        ArgumentNullException.ThrowIfNull(lists);
        ArgumentNullException.ThrowIfNull(users);
        ArgumentOutOfRangeException.ThrowIfNegative(item);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(k);
        if (users.Count == 0)
            throw new ArgumentException("Exposure is a share of users, and there are none.", nameof(users));
        if (users.Any(u => (uint)u >= (uint)lists.Users))
            throw new ArgumentOutOfRangeException(
                nameof(users),
                $"There is no list for user {users.First(u => (uint)u >= (uint)lists.Users)} of {lists.Users}."
            );
        var seeing = users.Count(u => Top(lists, u, k).Contains(item));
        return new Metric($"exposure@{k}", (double)seeing / users.Count, $"Share of the users who have the item in their top {k}.");
    }

    private static UserMetric TargetHit(int k, int[] pushed) =>
        new(
            $"target_hr@{k}",
            $"Share of the users with ≥ 1 test item that have ≥ 1 target item in the top {k}; users who own a target count as misses for it.",
            Indicator(pushed)
        );

    private static UserMetric TargetRecall(int k, int[] pushed, int targets) =>
        new(
            $"target_recall@{k}",
            $"Target items in the top {k} / number of targets, mean over the users with ≥ 1 test item.",
            Array.ConvertAll(pushed, count => (double)count / targets)
        );

    private static double[] Indicator(int[] counts) => Array.ConvertAll(counts, count => count > 0 ? 1.0 : 0.0);

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

    // From 1, ascending.
    private static int[] PlacesIn(ReadOnlySpan<int> top, ReadOnlySpan<int> sorted)
    {
        var places = new List<int>();
        for (var i = 0; i < top.Length; i++)
        {
            if (sorted.BinarySearch(top[i]) >= 0)
                places.Add(i + 1);
        }

        return [.. places];
    }

    // DCG = Σ 1 / log₂(1 + place)  (Järvelin & Kekäläinen 2002, binary gains)
    private static double Gain(int[] places) => places.Sum(place => 1.0 / Math.Log2(1.0 + place));

    private static int CountIn(ReadOnlySpan<int> top, HashSet<int> set)
    {
        var count = 0;
        foreach (var item in top)
            count += set.Contains(item) ? 1 : 0;
        return count;
    }
}

/// <summary>What recommendations were worth to each user: the values whose means <see cref="RankingMetrics.Evaluate"/> gives.</summary>
/// <param name="Users">The users evaluated, ascending: those with at least one test item. Place j of every metric is the value of <c>Users[j]</c>.</param>
/// <param name="Recall">Recall@K of each user, 0 .. 1.</param>
/// <param name="Hit">1 for a user with a hit, else 0; the mean is HR@K.</param>
/// <param name="Precision">Precision@K of each user, 0 .. 1.</param>
/// <param name="Ndcg">NDCG@K of each user, 0 .. 1: 1 where the test items come first.</param>
/// <param name="ReciprocalRank">1 / place of the first hit of each user, 0 without one; the mean is MRR@K.</param>
/// <param name="TargetHit">1 for a user with a target item in the top K, else 0; null where there are no targets.</param>
/// <param name="TargetRecall">Share of the targets in the user's top K; null where there are no targets.</param>
/// <remarks>Two outcomes on the same test items list the same users in the same order, and so can be tested pair by pair.</remarks>
public sealed record RankingOutcome(
    IReadOnlyList<int> Users,
    UserMetric Recall,
    UserMetric Hit,
    UserMetric Precision,
    UserMetric Ndcg,
    UserMetric ReciprocalRank,
    UserMetric? TargetHit,
    UserMetric? TargetRecall
)
{
    /// <summary>The metrics there are, in the order in which they are reported.</summary>
    public IReadOnlyList<UserMetric> All =>
        TargetHit is null || TargetRecall is null
            ? [Recall, Hit, Precision, Ndcg, ReciprocalRank]
            : [Recall, Hit, Precision, Ndcg, ReciprocalRank, TargetHit, TargetRecall];
}
