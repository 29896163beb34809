using Confluent.Kafka;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Telemetry;
using Microsoft.Extensions.Logging;
using Prometheus;

namespace LowRankDefense.Streaming.Refresh;

/// <summary>One refresh: all steps compute, in their order, then all publish in one transaction.</summary>
internal sealed class RefreshJob(
    IEnumerable<IRefreshStep> steps,
    RefreshOptions options,
    WorkerMetrics metrics,
    TimeProvider time,
    ILogger<RefreshJob> logger
)
{
    private readonly IRefreshStep[] steps = [.. steps];

    /// <summary>The step that is under way, for the message of a failure.</summary>
    public string Step { get; private set; } = "";

    /// <summary>Learns everything anew from <paramref name="snapshot"/>.</summary>
    /// <exception cref="Exception">A step failed.</exception>
    public RefreshRun Compute(SanitizedSnapshot snapshot, CancellationToken stop)
    {
        var run = new RefreshRun(snapshot, time.GetUtcNow(), options.Seed);
        foreach (var step in steps)
            Timed(step.Name, () => step.Compute(run, stop));
        return run;
    }

    /// <summary>Publishes what was learnt with <paramref name="producer"/>, which is transactional.</summary>
    /// <exception cref="Exception">The transaction failed; nothing was published.</exception>
    public void Publish(RefreshRun run, IProducer<byte[], byte[]> producer)
    {
        Timed("publish", () => Transaction.Run(producer, outbox => Array.ForEach(steps, step => step.Publish(run, outbox))));
        metrics.Refreshes.Inc();
        Log.Refreshed(logger, run.Snapshot.Matrix.Rows, run.Snapshot.Matrix.NonZeros, time.GetUtcNow().ToUnixTimeMilliseconds() - run.Now);
    }

    private void Timed(string step, Action run)
    {
        Step = step;
        using (metrics.RefreshSeconds.WithLabels(step).NewTimer())
            run();
    }
}
