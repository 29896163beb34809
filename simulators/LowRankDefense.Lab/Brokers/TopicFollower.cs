using Confluent.Kafka;

namespace LowRankDefense.Lab.Brokers;

/// <summary>Reads a topic from its start and on, committed records only, while others write it.</summary>
internal static class TopicFollower
{
    /// <summary>Calls <paramref name="take"/> with every record that has a value, until it is told to stop.</summary>
    /// <param name="bootstrap">Broker.</param>
    /// <param name="topic">The topic; it exists.</param>
    /// <param name="take">Called on the calling thread.</param>
    /// <param name="stop">Ends the reading; no exception is thrown.</param>
    /// <exception cref="KafkaException">The broker cannot be reached, or the topic does not exist.</exception>
    public static void Follow(BrokerAddress bootstrap, string topic, Action<ConsumeResult<byte[], byte[]>> take, CancellationToken stop)
    {
        using var reader = Clients.Reader(bootstrap);
        reader.Assign(Enumerable.Range(0, Clients.Partitions(bootstrap, topic)).Select(p => new TopicPartitionOffset(topic, p, Offset.Beginning)));
        while (!stop.IsCancellationRequested)
        {
            if (reader.Consume(100) is { IsPartitionEOF: false, Message.Value: not null } result)
                take(result);
        }
    }
}
