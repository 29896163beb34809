using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Recommendations;

/// <summary>Learns a recommender from interactions. Trainers hold options and nothing else: one may serve several threads.</summary>
/// <typeparam name="TModel">What is learnt.</typeparam>
public interface IRecommenderTrainer<out TModel>
    where TModel : IRecommender
{
    /// <summary>Confidence of an observed cell, where that of all is equal.</summary>
    double Confidence { get; }

    /// <summary>Trains on cells with confidences of their own.</summary>
    /// <param name="problem">Preferences and confidences of the stored cells, users × items; what the other cells say is the trainer's own affair.</param>
    /// <param name="random">Source of everything that is drawn: one seed gives one model, whatever the number of cores.</param>
    /// <param name="progress">Hears of every epoch or iteration.</param>
    /// <param name="cancel">Stops between batches or sweeps.</param>
    /// <exception cref="NumericalBreakdownException">The computation stopped being finite; the message names the option to change.</exception>
    TModel Train(WeightedInteractions problem, SeededRandom random, IProgress<TrainingProgress>? progress, CancellationToken cancel);
}

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
