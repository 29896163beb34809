using Confluent.Kafka;

namespace LowRankDefense.Streaming.Tests.Harness;

/// <summary>Reads topics as a consumer downstream does: committed records only, to the end.</summary>
internal static class TopicReader
{
    /// <summary>All committed records of a topic, partition by partition.</summary>
    public static List<SentRecord> ReadAll(string bootstrap, string topic, int partitions)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = bootstrap,
            GroupId = "test-reader",
            EnablePartitionEof = true,
            EnableAutoCommit = false,
            IsolationLevel = IsolationLevel.ReadCommitted,
            FetchWaitMaxMs = 20,
        };
        using var consumer = new ConsumerBuilder<byte[], byte[]>(config).SetLogHandler((_, _) => { }).Build();
        consumer.Assign(Enumerable.Range(0, partitions).Select(p => new TopicPartitionOffset(topic, p, Offset.Beginning)));
        var records = new List<SentRecord>();
        for (var ended = 0; ended < partitions; )
        {
            var result = consumer.Consume(TimeSpan.FromSeconds(20)) ?? throw new TimeoutException($"The end of '{topic}' is not reached.");
            if (result.IsPartitionEOF)
                ended++;
            else
                records.Add(new SentRecord(topic, result.Partition.Value, result.Message.Key, result.Message.Value, result.Message.Headers));
        }

        return [.. records.OrderBy(r => r.Partition)];
    }
}
