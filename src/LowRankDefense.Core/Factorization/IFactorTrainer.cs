using LowRankDefense.Core.Recommendations;

namespace LowRankDefense.Core.Factorization;

/// <summary>Learns the factors of users and items.</summary>
public interface IFactorTrainer : IRecommenderTrainer<FactorModel>;
