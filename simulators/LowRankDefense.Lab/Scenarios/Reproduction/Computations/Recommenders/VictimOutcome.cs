using LowRankDefense.Core.Evaluation;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Computations.Recommenders;

/// <summary>What a recommender shows its users.</summary>
/// <param name="Recall">Recall@K.</param>
/// <param name="HitRate">HR@K.</param>
/// <param name="TargetRecall">Target Recall@K.</param>
/// <param name="TargetHitRate">Target HR@K.</param>
/// <param name="ShownATarget">For each user with a test item, 1 where a target is in the list, else 0.</param>
internal sealed record VictimOutcome(double Recall, double HitRate, double TargetRecall, double TargetHitRate, byte[] ShownATarget)
{
    /// <summary>Takes what a study tells of an evaluation.</summary>
    /// <param name="outcome">An evaluation with targets.</param>
    public static VictimOutcome Of(RankingOutcome outcome) =>
        new(
            outcome.Recall.Mean.Value,
            outcome.Hit.Mean.Value,
            outcome.TargetRecall!.Mean.Value,
            outcome.TargetHit!.Mean.Value,
            [.. outcome.TargetHit.Values.ToArray().Select(v => (byte)v)]
        );
}
