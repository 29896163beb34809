using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Streaming.Kafka;

/// <summary>How the worker reaches Kafka and who it is there.</summary>
public sealed record KafkaOptions
{
    /// <summary>Brokers to connect to first, <c>host:port</c>, comma-separated.</summary>
    /// <value><c>127.0.0.1:9092</c>.</value>
    [Required(AllowEmptyStrings = false)]
    public string BootstrapServers { get; init; } = "127.0.0.1:9092";

    /// <summary>Consumer group shared by all workers of one deployment; also the prefix of the transactional ids.</summary>
    /// <value><c>lowrank-defense</c>.</value>
    [Required(AllowEmptyStrings = false)]
    public string GroupId { get; init; } = "lowrank-defense";

    /// <summary>Name of this worker: unique in the group and stable over restarts (static membership, transactional ids).</summary>
    /// <value><c>worker-0</c>.</value>
    [Required(AllowEmptyStrings = false)]
    public string InstanceId { get; init; } = "worker-0";

    /// <summary>How long the broker waits for a silent worker before it gives its partitions to others.</summary>
    /// <value>10 seconds; 1 second to 5 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the broker lets a transaction stay open, and the loop waits for its commit; above the longest cycle.</summary>
    /// <value>20 seconds; 1 second to 15 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:15:00")]
    public TimeSpan TransactionTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Any other librdkafka property for every client, such as <c>security.protocol</c> or <c>sasl.username</c>.</summary>
    /// <value>Empty.</value>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
