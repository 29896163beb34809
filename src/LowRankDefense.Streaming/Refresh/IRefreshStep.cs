using LowRankDefense.Streaming.Kafka;

namespace LowRankDefense.Streaming.Refresh;

/// <summary>One step of a refresh: computes from what the earlier steps left in the run, and publishes when all steps have computed.</summary>
internal interface IRefreshStep
{
    /// <summary>Name in metrics and messages.</summary>
    string Name { get; }

    /// <summary>Computes; nothing is visible to others yet.</summary>
    void Compute(RefreshRun run, CancellationToken stop);

    /// <summary>Produces what was computed, inside the transaction of the refresh.</summary>
    void Publish(RefreshRun run, Outbox outbox);
}
