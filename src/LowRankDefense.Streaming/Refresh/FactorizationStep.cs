using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Models;

namespace LowRankDefense.Streaming.Refresh;

/// <summary>Factorizes the interactions or their reconstruction, observed cells with their confidence, and publishes the factors.</summary>
internal sealed class FactorizationStep(IFactorTrainer trainer, TopicOptions topics, ModelRegistry registry) : IRefreshStep
{
    private readonly ModelPublisher models = new(topics.Models);

    /// <inheritdoc/>
    public string Name => "factors";

    /// <inheritdoc/>
    public void Compute(RefreshRun run, CancellationToken stop)
    {
        var problem = WeightedInteractions.Reconstructed(run.Reconstruction, run.Binary, trainer.Confidence);
        run.Factors = trainer.Train(problem, run.Random.Split(), progress: null, stop) with { Version = $"factors-{run.Stamp}" };
    }

    /// <inheritdoc/>
    public void Publish(RefreshRun run, Outbox outbox) =>
        models.Publish(
            outbox,
            ModelKind.Factors,
            run.Factors.Version,
            FactorsPayload.Encode(run.Factors, run.Snapshot),
            registry.Manifest(ModelKind.Factors)
        );
}
