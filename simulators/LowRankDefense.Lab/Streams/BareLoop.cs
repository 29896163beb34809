using System.Diagnostics;
using Confluent.Kafka;

namespace LowRankDefense.Lab.Streams;

/// <summary>Consume, produce, commit in transactions and nothing else: what the broker and the client allow at most.</summary>
internal sealed class BareLoop : IDisposable
{
    private const int PerTransaction = 10_000;
    private readonly string copy;
    private readonly IConsumer<byte[], byte[]> consumer;
    private readonly IProducer<byte[], byte[]> producer;
    private readonly Dictionary<TopicPartition, Offset> offsets = [];
    private int inTransaction;

    private BareLoop(string bootstrap, string copy)
    {
        this.copy = copy;
        consumer = Clients.Reader(bootstrap, copy);
        producer = Clients.TransactionalProducer(bootstrap, copy);
    }

    /// <summary>Copies <paramref name="events"/> records of <paramref name="topic"/> to a topic of its own.</summary>
    /// <param name="bootstrap">Broker.</param>
    /// <param name="topic">Topic with at least <paramref name="events"/> records.</param>
    /// <param name="events">Records to copy, 1 or more.</param>
    /// <param name="stop">Stops between records.</param>
    /// <param name="patience">How long no record may come; default <see cref="Clients.Patience"/>.</param>
    /// <returns>Records per second from the first one to the last commit.</returns>
    /// <exception cref="TimeoutException">No record comes: the topic has too few, or the broker is gone.</exception>
    public static async Task<double> Run(string bootstrap, string topic, long events, CancellationToken stop, TimeSpan? patience = null)
    {
        var copy = $"bare-loop-{Guid.NewGuid():N}";
        await Clients.EnsureTopic(bootstrap, copy, Clients.Partitions(bootstrap, topic));
        using var loop = new BareLoop(bootstrap, copy);
        return loop.Copy(topic, events, patience ?? Clients.Patience, stop);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        consumer.Dispose();
        producer.Dispose();
    }

    private double Copy(string topic, long events, TimeSpan patience, CancellationToken stop)
    {
        producer.InitTransactions(Clients.Patience);
        consumer.Subscribe(topic);
        var (watch, quiet, done) = (new Stopwatch(), Stopwatch.StartNew(), 0L);
        while (done < events)
        {
            stop.ThrowIfCancellationRequested();
            if (consumer.Consume(100) is not { IsPartitionEOF: false } result)
            {
                if (quiet.Elapsed > patience)
                    throw new TimeoutException(
                        $"The bare loop has copied {done} of {events} records of {topic} and got none for {patience.TotalSeconds:0} s: look at the broker."
                    );
                continue;
            }

            quiet.Restart();
            watch.Start();
            Forward(result);
            if (++done == events || inTransaction == PerTransaction)
                Commit();
        }

        consumer.Close();
        return done / watch.Elapsed.TotalSeconds;
    }

    private void Forward(ConsumeResult<byte[], byte[]> record)
    {
        if (inTransaction++ == 0)
            producer.BeginTransaction();
        producer.Produce(
            new TopicPartition(copy, record.Partition),
            new Message<byte[], byte[]> { Key = record.Message.Key, Value = record.Message.Value }
        );
        offsets[record.TopicPartition] = record.Offset + 1;
    }

    private void Commit()
    {
        producer.SendOffsetsToTransaction(
            offsets.Select(o => new TopicPartitionOffset(o.Key, o.Value)),
            consumer.ConsumerGroupMetadata,
            Clients.Patience
        );
        producer.CommitTransaction();
        inTransaction = 0;
    }
}
