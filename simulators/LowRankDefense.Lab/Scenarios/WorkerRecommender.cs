using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Streaming.Refresh;
using Microsoft.Extensions.DependencyInjection;

namespace LowRankDefense.Lab.Scenarios;

/// <summary>The recommender that the worker's refresh learns, on data of our choice: factors of the interactions, or of their reconstruction where that is asked for.</summary>
/// <param name="options">Options of the refresh.</param>
/// <param name="trainer">The refresh's trainer.</param>
internal sealed class WorkerRecommender(RefreshOptions options, IFactorTrainer trainer)
{
    /// <summary>As a worker learns that has these services.</summary>
    /// <param name="services">Services of a worker.</param>
    public static WorkerRecommender Of(IServiceProvider services) =>
        new(services.GetRequiredService<RefreshOptions>(), services.GetRequiredService<IFactorTrainer>());

    /// <summary>Learns.</summary>
    /// <param name="interactions">users × items, ones; a user without any is learnt nothing of.</param>
    /// <param name="seed">Seed of patches and factors.</param>
    /// <param name="stop">Stops within the training.</param>
    public FactorModel Train(CsrMatrix interactions, ulong seed, CancellationToken stop)
    {
        var random = new SeededRandom(seed);
        var learntFrom = LearningMatrix.Of(interactions, options, random.Split(), stop);
        var problem = WeightedInteractions.Reconstructed(learntFrom, interactions, trainer.Confidence);
        return trainer.Train(problem, random.Split(), progress: null, stop);
    }
}
