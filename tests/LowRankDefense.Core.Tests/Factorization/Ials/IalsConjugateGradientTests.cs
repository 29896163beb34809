using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Core.Recommendations;

namespace LowRankDefense.Core.Tests.Factorization.Ials;

/// <summary>Alternating least squares with three steps of conjugate gradients.</summary>
public class IalsConjugateGradientTests : FactorTrainerContract
{
    protected override IRecommenderTrainer<FactorModel> Create() =>
        new IalsTrainer(
            new IalsOptions
            {
                Rank = 8,
                Iterations = 15,
                Regularization = 1,
                LargestCholeskyRank = 0,
            }
        );
}
