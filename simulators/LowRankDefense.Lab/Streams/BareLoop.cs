using System.Diagnostics;
using Confluent.Kafka;

namespace LowRankDefense.Lab.Streams;

/// <summary>Consume, produce, commit in transactions and nothing else: what the broker and the client allow at most.</summary>
internal static class BareLoop
{
    private const int PerTransaction = 10_000;

    /// <summary>Copies <paramref name="events"/> records of <paramref name="topic"/>; returns records per second from the first one to the last commit.</summary>
    public static async Task<double> Run(string bootstrap, string topic, long events, CancellationToken stop)
    {
        var copy = $"bare-loop-{Guid.NewGuid():N}";
        await Clients.EnsureTopic(bootstrap, copy, Clients.Partitions(bootstrap, topic));
        using var consumer = Clients.Reader(bootstrap, copy);
        using var producer = new ProducerBuilder<byte[], byte[]>(
            new ProducerConfig
            {
                BootstrapServers = bootstrap,
                TransactionalId = copy,
                LingerMs = 5,
                BatchSize = 512 * 1024,
                CompressionType = CompressionType.Lz4,
                QueueBufferingMaxMessages = 1_000_000,
                EnableDeliveryReports = false,
            }
        ).Build();
        producer.InitTransactions(Clients.Patience);
        consumer.Subscribe(topic);
        var offsets = new Dictionary<TopicPartition, Offset>();
        var watch = new Stopwatch();
        var (done, inTransaction) = (0L, 0);
        while (done < events)
        {
            stop.ThrowIfCancellationRequested();
            var result = consumer.Consume(1_000);
            if (result is null or { IsPartitionEOF: true })
                continue;
            if (!watch.IsRunning)
                watch.Start();
            if (inTransaction++ == 0)
                producer.BeginTransaction();
            producer.Produce(
                new TopicPartition(copy, result.Partition),
                new Message<byte[], byte[]> { Key = result.Message.Key, Value = result.Message.Value }
            );
            offsets[result.TopicPartition] = result.Offset + 1;
            if (++done < events && inTransaction < PerTransaction)
                continue;
            producer.SendOffsetsToTransaction(
                offsets.Select(o => new TopicPartitionOffset(o.Key, o.Value)),
                consumer.ConsumerGroupMetadata,
                Clients.Patience
            );
            producer.CommitTransaction();
            inTransaction = 0;
        }

        consumer.Close();
        return done / watch.Elapsed.TotalSeconds;
    }
}
