using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Factorization;

/// <summary>The usual call of a trainer: every stored value above 0 weighs the same.</summary>
public static class FactorTrainerExtensions
{
    /// <summary>Trains on <paramref name="interactions"/> (users × items): a stored value above 0 is an observation.</summary>
    /// <inheritdoc cref="IFactorTrainer.Train"/>
    public static FactorModel Train(
        this IFactorTrainer trainer,
        CsrMatrix interactions,
        SeededRandom random,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancel = default
    )
    {
        ArgumentNullException.ThrowIfNull(trainer);
        return trainer.Train(WeightedInteractions.Uniform(interactions, trainer.ObservedWeight), random, progress, cancel);
    }
}
