using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace LowRankDefense.Lab.Streams;

/// <summary>The Kafka clients of the lab.</summary>
internal static class Clients
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static IProducer<byte[], byte[]> Producer(string bootstrap) => new ProducerBuilder<byte[], byte[]>(
            new ProducerConfig
            {
                BootstrapServers = bootstrap,
                EnableIdempotence = true,
                LingerMs = 10,
                BatchSize = 512 * 1024,
                CompressionType = CompressionType.Lz4,
                QueueBufferingMaxMessages = 1_000_000,
                EnableDeliveryReports = true,
                DeliveryReportFields = "none",
            }
        ).SetLogHandler((_, _) => { }).Build();

    public static IConsumer<byte[], byte[]> Reader(string bootstrap, string group = "lowrank-lab") => new ConsumerBuilder<byte[], byte[]>(
            new ConsumerConfig
            {
                BootstrapServers = bootstrap,
                GroupId = group,
                EnableAutoCommit = false,
                EnableAutoOffsetStore = false,
                EnablePartitionEof = true,
                IsolationLevel = IsolationLevel.ReadCommitted,
                AutoOffsetReset = AutoOffsetReset.Earliest,
                FetchWaitMaxMs = 50,
            }
        ).SetLogHandler((_, _) => { }).Build();

    /// <summary>Creates a topic; one that exists is left as it is.</summary>
    public static async Task EnsureTopic(string bootstrap, string topic, int partitions)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = bootstrap }).SetLogHandler((_, _) => { }).Build();
        try
        {
            await admin.CreateTopicsAsync([
                new TopicSpecification
                {
                    Name = topic,
                    NumPartitions = partitions,
                    ReplicationFactor = 1,
                },
            ]);
        }
        catch (CreateTopicsException e) when (e.Results.TrueForAll(r => r.Error.Code == ErrorCode.TopicAlreadyExists))
        {
            // It is there, which is what was asked.
        }
    }

    /// <summary>Partitions of a topic.</summary>
    /// <exception cref="KafkaException">The broker cannot be reached, or the topic does not exist.</exception>
    public static int Partitions(string bootstrap, string topic)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = bootstrap }).SetLogHandler((_, _) => { }).Build();
        var metadata = admin.GetMetadata(topic, Patience).Topics.Single(t => t.Topic == topic);
        return metadata.Error.IsError ? throw new KafkaException(metadata.Error) : metadata.Partitions.Count;
    }
}
