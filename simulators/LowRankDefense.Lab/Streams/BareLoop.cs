using System.Diagnostics;
using Confluent.Kafka;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Pipeline;

namespace LowRankDefense.Lab.Streams;

/// <summary>Consume, produce, commit in transactions and nothing else, from the interactions to the sanitized stream: what a worker could do at most.</summary>
/// <remarks>Its clients are those of a worker, built by the same class from the same options, and so are its cycles.</remarks>
internal sealed class BareLoop : IDisposable
{
    private const int IdleMilliseconds = 50;
    private readonly PipelineOptions options;
    private readonly TopicOptions topics;
    private readonly IConsumer<byte[], byte[]> consumer;
    private readonly IProducer<byte[], byte[]> producer;
    private readonly Outbox outbox;

    // By partition, the first record of the open transaction and what follows its last: the consumer does not name the topic, of which there is one.
    private readonly Dictionary<int, (Offset First, Offset Next)> offsets = [];
    private readonly Stopwatch open = new();
    private int events;

    /// <summary>A loop with clients of its own.</summary>
    /// <param name="number">Number of the loop, from 0.</param>
    /// <param name="clients">Builds its clients.</param>
    /// <param name="options">Its cycles.</param>
    /// <param name="topics">Where it reads and writes; both topics exist and have as many partitions.</param>
    public BareLoop(int number, KafkaClients clients, PipelineOptions options, TopicOptions topics)
    {
        (this.options, this.topics) = (options, topics);
        producer = clients.TransactionalProducer($"loop-{number}");
        outbox = new Outbox(producer);
        // Whoever has the partitions next begins behind what is committed.
        consumer = clients.LoopConsumer(number, builder => builder.SetPartitionsRevokedHandler((_, _) => Commit()));
    }

    /// <summary>Copies records until <paramref name="stop"/>.</summary>
    /// <exception cref="KafkaException">The broker refuses, or is gone.</exception>
    public void Run(CancellationToken stop)
    {
        producer.InitTransactions(Clients.Patience);
        consumer.Subscribe(topics.Interactions);
        while (!stop.IsCancellationRequested)
        {
            if ((consumer.Consume(0) ?? consumer.Consume(WaitMilliseconds())) is { } record)
                Forward(record);
            if (open.IsRunning && (open.Elapsed >= options.CycleInterval || events >= options.CycleEvents))
                Commit();
        }

        consumer.Close();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        consumer.Dispose();
        producer.Dispose();
    }

    private int WaitMilliseconds() =>
        open.IsRunning ? (int)Math.Clamp((options.CycleInterval - open.Elapsed).TotalMilliseconds, 0, IdleMilliseconds) : IdleMilliseconds;

    private void Forward(ConsumeResult<byte[], byte[]> record)
    {
        if (!open.IsRunning)
        {
            producer.BeginTransaction();
            open.Restart();
        }

        outbox.Send(topics.Sanitized, record.Partition.Value, record.Message.Key, record.Message.Value);
        var first = offsets.TryGetValue(record.Partition.Value, out var known) ? known.First : record.Offset;
        offsets[record.Partition.Value] = (first, record.Offset + 1);
        events++;
    }

    private void Commit()
    {
        if (!open.IsRunning)
            return;
        try
        {
            producer.SendOffsetsToTransaction(
                offsets.Select(o => new TopicPartitionOffset(topics.Interactions, o.Key, o.Value.Next)),
                consumer.ConsumerGroupMetadata,
                Clients.Patience
            );
            producer.CommitTransaction(Clients.Patience);
        }
        catch (KafkaTxnRequiresAbortException)
        {
            Rewind();
        }

        offsets.Clear();
        open.Reset();
        events = 0;
    }

    // The group was changing: what was not committed is read again, by whoever has the partition.
    private void Rewind()
    {
        producer.AbortTransaction(Clients.Patience);
        foreach (var partition in consumer.Assignment.Where(p => offsets.ContainsKey(p.Partition.Value)))
            consumer.Seek(new TopicPartitionOffset(partition, offsets[partition.Partition.Value].First));
    }
}
