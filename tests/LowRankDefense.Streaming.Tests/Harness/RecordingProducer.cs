using Confluent.Kafka;

namespace LowRankDefense.Streaming.Tests.Harness;

/// <summary>A producer that keeps what it is given, and fails where it is told to.</summary>
internal sealed class RecordingProducer : IProducer<byte[], byte[]>
{
    /// <summary>Records, in their order.</summary>
    public List<SentRecord> Sent { get; } = [];

    /// <summary>Names of the calls, in their order; records are not among them.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>What the next call of a name fails with; null lets it pass.</summary>
    public Func<string, Exception?> Failure { get; set; } = _ => null;

    /// <summary>Delivery handlers that came with the records, null where one came with none.</summary>
    public List<Action<DeliveryReport<byte[], byte[]>>?> Handlers { get; } = [];

    /// <summary>Whether delivery is reported at once, with offsets that count from 0 over all records.</summary>
    public bool Delivers { get; init; }

    public bool IsDisposed { get; private set; }

    public Handle Handle => throw new NotSupportedException();

    public string Name => "recording";

    /// <summary>The records of one topic.</summary>
    public IReadOnlyList<SentRecord> On(string topic) => Sent.FindAll(r => r.Topic == topic);

    public void Produce(
        TopicPartition topicPartition,
        Message<byte[], byte[]> message,
        Action<DeliveryReport<byte[], byte[]>>? deliveryHandler = null
    )
    {
        if (Failure("produce") is { } e)
            throw e;
        Sent.Add(new SentRecord(topicPartition.Topic, topicPartition.Partition.Value, message.Key, message.Value, message.Headers));
        Handlers.Add(deliveryHandler);
        if (Delivers)
            deliveryHandler?.Invoke(new DeliveryReport<byte[], byte[]> { Error = ErrorCode.NoError, Offset = Sent.Count - 1 });
    }

    public int Flush(TimeSpan timeout)
    {
        Call("flush");
        return 0;
    }

    public void InitTransactions(TimeSpan timeout) => Call("init");

    public void BeginTransaction() => Call("begin");

    public void CommitTransaction(TimeSpan timeout) => Call("commit");

    public void CommitTransaction() => Call("commit");

    public void AbortTransaction(TimeSpan timeout) => Call("abort");

    public void AbortTransaction() => Call("abort");

    public void SendOffsetsToTransaction(IEnumerable<TopicPartitionOffset> offsets, IConsumerGroupMetadata groupMetadata, TimeSpan timeout) =>
        Call("offsets");

    public void Produce(string topic, Message<byte[], byte[]> message, Action<DeliveryReport<byte[], byte[]>>? deliveryHandler = null) =>
        throw new NotSupportedException();

    public Task<DeliveryResult<byte[], byte[]>> ProduceAsync(
        string topic,
        Message<byte[], byte[]> message,
        CancellationToken cancellationToken = default
    ) => throw new NotSupportedException();

    public Task<DeliveryResult<byte[], byte[]>> ProduceAsync(
        TopicPartition topicPartition,
        Message<byte[], byte[]> message,
        CancellationToken cancellationToken = default
    ) => throw new NotSupportedException();

    public int Poll(TimeSpan timeout) => throw new NotSupportedException();

    public void Flush(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public int AddBrokers(string brokers) => throw new NotSupportedException();

    public void SetSaslCredentials(string username, string password) => throw new NotSupportedException();

    public void Dispose() => IsDisposed = true;

    private void Call(string name)
    {
        Calls.Add(name);
        if (Failure(name) is { } e)
            throw e;
    }
}
