using System.Diagnostics;
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

    /// <summary>Learns everything anew from <paramref name="snapshot"/> and publishes it with <paramref name="producer"/>, which is transactional.</summary>
    /// <exception cref="Exception">A step failed, or the transaction; nothing was published.</exception>
    public void Run(SanitizedSnapshot snapshot, IProducer<byte[], byte[]> producer, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        var run = new RefreshRun(snapshot, time.GetUtcNow(), options.Seed);
        foreach (var step in steps)
            Timed(step.Name, () => step.Compute(run, stop));
        Timed("publish", () => Transaction.Run(producer, outbox => Array.ForEach(steps, step => step.Publish(run, outbox))));
        metrics.Refreshes.Inc();
        Log.Refreshed(logger, snapshot.Matrix.Rows, snapshot.Matrix.NonZeros, watch.ElapsedMilliseconds);
    }

    private void Timed(string step, Action run)
    {
        Step = step;
        using (metrics.RefreshSeconds.WithLabels(step).NewTimer())
            run();
    }
}
