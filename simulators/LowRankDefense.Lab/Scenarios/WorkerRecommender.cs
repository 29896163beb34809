using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Factorization.Trimming;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Streaming.Refresh;
using Microsoft.Extensions.DependencyInjection;

namespace LowRankDefense.Lab.Scenarios;

/// <summary>The recommender that the worker's refresh learns, on data of our choice: factors of the interactions, or of their reconstruction where that is asked for.</summary>
/// <remarks>Those whom a worker would trim are trimmed, unless it is asked what would be without any guard.</remarks>
/// <param name="options">Options of the refresh.</param>
/// <param name="trainer">The refresh's trainer.</param>
internal sealed class WorkerRecommender(RefreshOptions options, IFactorTrainer trainer)
{
    /// <summary>As a worker learns that has these services.</summary>
    /// <param name="services">Services of a worker.</param>
    public static WorkerRecommender Of(IServiceProvider services) =>
        new(services.GetRequiredService<RefreshOptions>(), services.GetRequiredService<IFactorTrainer>());

    /// <summary>Learns as a worker does.</summary>
    /// <param name="interactions">users × items, ones; a user without any is learnt nothing of.</param>
    /// <param name="seed">Seed of patches and factors.</param>
    /// <param name="stop">Stops within the training.</param>
    public FactorModel Train(CsrMatrix interactions, ulong seed, CancellationToken stop) => Train(interactions, seed, options.Trimming, stop);

    /// <summary>Learns with nobody trimmed: what a platform without any guard would have.</summary>
    /// <inheritdoc cref="Train(CsrMatrix, ulong, CancellationToken)"/>
    public FactorModel TrainUnguarded(CsrMatrix interactions, ulong seed, CancellationToken stop) =>
        Train(interactions, seed, new TrimmingOptions { Share = 0 }, stop);

    private FactorModel Train(CsrMatrix interactions, ulong seed, TrimmingOptions trimming, CancellationToken stop)
    {
        var random = new SeededRandom(seed);
        var learntFrom = LearningMatrix.Of(interactions, options, random.Split(), stop);
        var problem = WeightedInteractions.Reconstructed(learntFrom, interactions, trainer.Confidence);
        var trimmed = new TrimmedTraining(trimming).LeastSupported(interactions, random.Split(), stop);
        return TrimmedTraining.Train(trainer, problem, trimmed, random.Split(), progress: null, stop);
    }
}
