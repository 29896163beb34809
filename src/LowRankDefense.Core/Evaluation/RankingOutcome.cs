namespace LowRankDefense.Core.Evaluation;

/// <summary>What recommendations were worth to each user: the values whose means <see cref="RankingMetrics.Evaluate"/> gives.</summary>
/// <param name="Users">The users evaluated, ascending: those with at least one test item. Place j of every metric is the value of <c>Users[j]</c>.</param>
/// <param name="Recall">Recall@K of each user, 0 .. 1.</param>
/// <param name="Hit">1 for a user with a hit, else 0; the mean is HR@K.</param>
/// <param name="TargetHit">1 for a user with a target item in the top K, else 0; null where there are no targets.</param>
/// <param name="TargetRecall">Share of the targets in the user's top K; null where there are no targets.</param>
/// <remarks>Two outcomes on the same test items list the same users in the same order, and so can be tested pair by pair.</remarks>
public sealed record RankingOutcome(IReadOnlyList<int> Users, UserMetric Recall, UserMetric Hit, UserMetric? TargetHit, UserMetric? TargetRecall)
{
    /// <summary>The metrics there are, in the order in which they are reported.</summary>
    public IReadOnlyList<UserMetric> All => TargetHit is null || TargetRecall is null ? [Recall, Hit] : [Recall, Hit, TargetHit, TargetRecall];
}
