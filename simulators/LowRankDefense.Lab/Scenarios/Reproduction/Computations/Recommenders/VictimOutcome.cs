using LowRankDefense.Core.Evaluation;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Computations.Recommenders;

/// <summary>What a recommender shows its users.</summary>
/// <param name="Recall">Recall@K.</param>
/// <param name="HitRate">HR@K.</param>
/// <param name="TargetRecall">Target Recall@K.</param>
/// <param name="TargetHitRate">Target HR@K.</param>
/// <param name="ShownATarget">For each user with a test item, 1 where a target is in the list, else 0.</param>
/// <param name="RecallOf">Recall@K of the items of each group of popularity alone, the most popular first; null where nobody has a test item of the group.</param>
internal sealed record VictimOutcome(
    double Recall,
    double HitRate,
    double TargetRecall,
    double TargetHitRate,
    byte[] ShownATarget,
    double?[] RecallOf
)
{
    /// <summary>Takes what a study tells of an evaluation.</summary>
    /// <param name="outcome">An evaluation with targets.</param>
    /// <param name="recallOf">Recall@K by group of popularity.</param>
    public static VictimOutcome Of(RankingOutcome outcome, double?[] recallOf) =>
        new(
            outcome.Recall.Mean.Value,
            outcome.Hit.Mean.Value,
            outcome.TargetRecall!.Mean.Value,
            outcome.TargetHit!.Mean.Value,
            [.. outcome.TargetHit.Values.ToArray().Select(v => (byte)v)],
            recallOf
        );
}
