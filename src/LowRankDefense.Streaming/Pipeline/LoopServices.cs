using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Models;
using LowRankDefense.Streaming.State;
using LowRankDefense.Streaming.Telemetry;
using Microsoft.Extensions.Logging;

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

    /// <summary>The present, Unix milliseconds.</summary>
    public long Now() => Time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Tells the probes.</summary>
    public void Reached(PipelinePoint point, int loop)
    {
        foreach (var probe in Probes)
            probe.Reached(point, loop);
    }
}
