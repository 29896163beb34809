using Confluent.Kafka;

namespace LowRankDefense.Lab.Brokers;

/// <summary>Reads a topic from its start to its present end, committed records only.</summary>
internal static class TopicDump
{
    /// <summary>Calls <paramref name="take"/> with every record, each partition in offset order; returns their number.</summary>
    /// <param name="bootstrap">Broker.</param>
    /// <param name="topic">The topic; it exists.</param>
    /// <param name="take">Called on the calling thread.</param>
    /// <exception cref="TimeoutException">The end does not come: an open transaction blocks it, or the broker is gone.</exception>
    public static long Read(BrokerAddress bootstrap, string topic, Action<ConsumeResult<byte[], byte[]>> take)
    {
        var partitions = Clients.Partitions(bootstrap, topic);
        using var reader = Clients.Reader(bootstrap);
        var ends = new Dictionary<int, long>();
        for (var p = 0; p < partitions; p++)
            ends[p] = reader.QueryWatermarkOffsets(new TopicPartition(topic, p), Clients.Patience).High.Value;
        reader.Assign(ends.Where(e => e.Value > 0).Select(e => new TopicPartitionOffset(topic, e.Key, Offset.Beginning)));
        var open = ends.Where(e => e.Value > 0).Select(e => e.Key).ToHashSet();
        var records = 0L;
        var quiet = Environment.TickCount64;
        while (open.Count > 0)
        {
            var result = reader.Consume(200);
            if (result is null || (result.IsPartitionEOF && result.Offset.Value < ends[result.Partition.Value]))
            {
                if (Environment.TickCount64 - quiet > Clients.Patience.TotalMilliseconds)
                    throw new TimeoutException($"The end of {topic} cannot be read: a transaction stays open, or the broker is gone.");
                continue;
            }

            quiet = Environment.TickCount64;
            if (result.IsPartitionEOF)
            {
                open.Remove(result.Partition.Value);
                continue;
            }

            records++;
            take(result);
        }

        return records;
    }
}
