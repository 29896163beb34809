using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Recommendations;

/// <summary>The usual call of a trainer: every stored value above 0 weighs the same.</summary>
public static class RecommenderTrainerExtensions
{
    /// <summary>Trains on <paramref name="interactions"/> (users × items): a stored value above 0 is an observation.</summary>
    /// <inheritdoc cref="IRecommenderTrainer{TModel}.Train"/>
    public static TModel Train<TModel>(
        this IRecommenderTrainer<TModel> trainer,
        CsrMatrix interactions,
        SeededRandom random,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancel = default
    )
        where TModel : IRecommender
    {
        ArgumentNullException.ThrowIfNull(trainer);
        return trainer.Train(WeightedInteractions.Uniform(interactions, trainer.Confidence), random, progress, cancel);
    }
}
