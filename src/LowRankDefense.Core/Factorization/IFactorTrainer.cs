using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Factorization;

/// <summary>Learns factors from interactions. Trainers hold options and nothing else: one may serve several threads.</summary>
public interface IFactorTrainer
{
    /// <summary>Weight of an observed cell, where all are equal; unobserved cells weigh 1.</summary>
    double ObservedWeight { get; }

    /// <summary>Trains on cells with weights of their own.</summary>
    /// <param name="problem">Targets and weights of the observed cells, users × items; every other cell has target 0 and weight 1.</param>
    /// <param name="random">Source of the initial factors and of the order of the rows: one seed gives one model, whatever the number of cores.</param>
    /// <param name="progress">Hears of every epoch or iteration.</param>
    /// <param name="cancel">Stops between batches or sweeps.</param>
    /// <exception cref="NumericalBreakdownException">The computation stopped being finite; the message names the option to change.</exception>
    FactorModel Train(WeightedInteractions problem, SeededRandom random, IProgress<TrainingProgress>? progress, CancellationToken cancel);
}
