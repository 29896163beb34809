namespace LowRankDefense.Lab.Scenarios.Reproduction.Computations.Recommenders;

/// <summary>What PMF recommends, over several seeds.</summary>
/// <param name="Recalls">Recall@10, one a seed.</param>
/// <param name="Precisions">Precision@10, one a seed.</param>
internal sealed record PmfOutcome(double[] Recalls, double[] Precisions);
