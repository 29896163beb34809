using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Models;
using LowRankDefense.Streaming.State;
using LowRankDefense.Streaming.Telemetry;
using Microsoft.Extensions.Logging;
using Prometheus;

namespace LowRankDefense.Streaming.Pipeline;

/// <summary>What the loops of a worker share.</summary>
internal sealed record LoopServices(
    PipelineOptions Options,
    TopicOptions Topics,
    KafkaClients Clients,
    ProfileStoreFactory Stores,
    ChangelogRestorer Restorer,
    ModelRegistry Models,
    WorkerMetrics Metrics,
    PipelineHealth Health,
    TimeProvider Time,
    ILoggerFactory Loggers,
    IEnumerable<IPipelineProbe> Probes
)
{
    /// <summary>Where loops log.</summary>
    public ILogger Logger { get; } = Loggers.CreateLogger("LowRankDefense.Pipeline");

    /// <summary>Seconds spent on taking events over from the client.</summary>
    public Counter.Child Consuming { get; } = Metrics.LoopSeconds("consume");

    /// <summary>Seconds without an event.</summary>
    public Counter.Child Waiting { get; } = Metrics.LoopSeconds("wait");

    /// <summary>Seconds spent on encoding what changed in a cycle.</summary>
    public Counter.Child Sealing { get; } = Metrics.LoopSeconds("seal");

    /// <summary>Seconds in which the next cycle was due and the last one not committed yet.</summary>
    public Counter.Child Settling { get; } = Metrics.LoopSeconds("settle");

    /// <summary>The present, Unix milliseconds.</summary>
    public long Now() => Time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Tells the probes.</summary>
    public void Reached(PipelinePoint point, int loop)
    {
        foreach (var probe in Probes)
            probe.Reached(point, loop);
    }
}
