using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LowRankDefense.EmbeddedBroker.Configuration;

/// <summary>Settings of an embedded broker.</summary>
public sealed record BrokerOptions
{
    /// <summary>Port on 127.0.0.1; 0 takes any free one.</summary>
    /// <value>0.</value>
    public int Port { get; init; }

    /// <summary>Partitions of topics created without a count.</summary>
    /// <value>4.</value>
    public int DefaultPartitions { get; init; } = 4;

    /// <summary>The largest record batch, where the topic says nothing else.</summary>
    /// <value>1,048,588 bytes, as Apache Kafka; a topic says otherwise by <c>max.message.bytes</c>.</value>
    public int MaximumBatchBytes { get; init; } = 1_048_588;

    /// <summary>Bytes kept per partition; the oldest batches go first, the newest one always stays.</summary>
    /// <value>Unlimited.</value>
    public long RetentionBytesPerPartition { get; init; } = long.MaxValue;

    /// <summary>How long a new group waits for more members before its first assignment.</summary>
    /// <value>50 milliseconds.</value>
    public TimeSpan InitialRebalanceDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Sees every request and may break it; for tests.</summary>
    /// <value>None: nothing is watched, nothing breaks.</value>
    public FaultHook? Faults { get; init; }

    /// <summary>Where refused requests and unexpected errors are reported.</summary>
    /// <value>Nowhere.</value>
    public ILogger Logger { get; init; } = NullLogger.Instance;
}
