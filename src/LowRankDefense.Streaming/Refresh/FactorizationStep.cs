using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Factorization.Trimming;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Models;
using LowRankDefense.Streaming.Telemetry;

namespace LowRankDefense.Streaming.Refresh;

/// <summary>Factorizes the interactions or their reconstruction, observed cells with their confidence and least supported users trimmed, and publishes the factors.</summary>
internal sealed class FactorizationStep(
    IFactorTrainer trainer,
    RefreshOptions options,
    TopicOptions topics,
    ModelRegistry registry,
    WorkerMetrics metrics
) : IRefreshStep
{
    private readonly TrimmedTraining trimming = new(options.Trimming);
    private readonly ModelPublisher models = new(topics.Models);

    /// <inheritdoc/>
    public string Name => "factors";

    /// <inheritdoc/>
    public void Compute(RefreshRun run, CancellationToken stop)
    {
        var problem = WeightedInteractions.Reconstructed(run.Reconstruction, run.Binary, trainer.Confidence);
        var trimmed = trimming.LeastSupported(run.Binary, run.Random.Split(), stop);
        var factors = TrimmedTraining.Train(trainer, problem, trimmed, run.Random.Split(), progress: null, stop);
        run.Factors = factors with { Version = $"factors-{run.Stamp}" };
        metrics.Trimmed.Set(trimmed.Length);
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
