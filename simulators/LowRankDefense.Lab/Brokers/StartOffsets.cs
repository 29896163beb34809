using Confluent.Kafka;

namespace LowRankDefense.Lab.Brokers;

/// <summary>Where in a topic a stream begins: what stood there before is somebody else's.</summary>
internal sealed class StartOffsets
{
    private readonly IReadOnlyDictionary<int, long> offsets;

    private StartOffsets(IReadOnlyDictionary<int, long> offsets) => this.offsets = offsets;

    /// <summary>The beginning of a topic that is new.</summary>
    public static StartOffsets Beginning { get; } = new(new Dictionary<int, long>());

    /// <summary>Sum of the offsets over the partitions.</summary>
    public long Total => offsets.Values.Sum();

    /// <summary>The present end of a topic.</summary>
    /// <param name="bootstrap">Broker.</param>
    /// <param name="topic">The topic; it exists.</param>
    public static StartOffsets EndOf(BrokerAddress bootstrap, string topic)
    {
        using var reader = Clients.Reader(bootstrap);
        return new StartOffsets(
            Enumerable
                .Range(0, Clients.Partitions(bootstrap, topic))
                .ToDictionary(p => p, p => reader.QueryWatermarkOffsets(new TopicPartition(topic, p), Clients.Patience).High.Value)
        );
    }

    /// <summary>Whether a record is of the stream.</summary>
    /// <param name="record">A record of the topic.</param>
    public bool Includes(ConsumeResult<byte[], byte[]> record) => record.Offset.Value >= offsets.GetValueOrDefault(record.Partition.Value);

    /// <summary>Has a consumer group begin here.</summary>
    /// <param name="bootstrap">Broker.</param>
    /// <param name="group">A group without members.</param>
    /// <param name="topic">The topic.</param>
    public void Commit(BrokerAddress bootstrap, string group, string topic)
    {
        if (Total == 0)
            return;
        using var client = Clients.Reader(bootstrap, group);
        client.Commit(offsets.Select(o => new TopicPartitionOffset(topic, o.Key, o.Value)));
    }
}
