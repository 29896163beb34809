using LowRankDefense.Core.Detection;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.State;
using LowRankDefense.Streaming.Telemetry;
using Microsoft.Extensions.Logging;

namespace LowRankDefense.Streaming.Pipeline;

/// <summary>What every loop of a worker shares.</summary>
internal sealed record LoopServices
{
    public required PipelineOptions Options { get; init; }

    public required TopicOptions Topics { get; init; }

    public required KafkaClients Clients { get; init; }

    public required ProfileStoreFactory Stores { get; init; }

    public required ChangelogRestorer Restorer { get; init; }

    public required WorkerMetrics Metrics { get; init; }

    public required ILogger Logger { get; init; }

    /// <summary>A fresh chain of stages; each loop has its own.</summary>
    public required Func<StageChain> Stages { get; init; }

    /// <summary>The detector in force, or null.</summary>
    public required Func<IDetector?> Detector { get; init; }

    /// <summary>The present, Unix milliseconds.</summary>
    public required Func<long> Now { get; init; }

    /// <summary>Told at every step and when partitions are owned.</summary>
    public required PipelineHealth Health { get; init; }
}
