using Confluent.Kafka;

namespace LowRankDefense.Lab.Brokers;

/// <summary>How far a consumer group has come.</summary>
/// <param name="bootstrap">Broker.</param>
/// <param name="group">The group.</param>
/// <param name="topic">The topic it consumes; it exists.</param>
/// <param name="before">Records that stood there before those that are counted.</param>
internal sealed class Lag(BrokerAddress bootstrap, string group, string topic, long before = 0) : IDisposable
{
    // Who asks for the offsets of a reader of committed records has to wait while a transaction is about to change them.
    private readonly IConsumer<byte[], byte[]> client = Clients.Reader(bootstrap, group, IsolationLevel.ReadUncommitted);
    private readonly TopicPartition[] partitions =
    [
        .. Enumerable.Range(0, Clients.Partitions(bootstrap, topic)).Select(p => new TopicPartition(topic, p)),
    ];

    /// <summary>Records committed by the group.</summary>
    public long Committed() => Math.Max(0, client.Committed(partitions, Clients.Patience).Sum(o => Math.Max(0, o.Offset.Value)) - before);

    /// <summary>Waits until <paramref name="records"/> records are committed.</summary>
    /// <param name="records">Records of the topic, over all partitions.</param>
    /// <param name="progress">Told, some hundred times a second, how many are committed.</param>
    /// <param name="stop">Stops between two looks.</param>
    /// <exception cref="TimeoutException">Nothing is committed for a minute.</exception>
    public async Task WaitFor(long records, Action<long> progress, CancellationToken stop)
    {
        var (last, since) = (-1L, Environment.TickCount64);
        while (true)
        {
            var committed = CommittedIfKnown() ?? Math.Max(0, last);
            progress(committed);
            if (committed >= records)
                return;
            if (committed > last)
                (last, since) = (committed, Environment.TickCount64);
            if (Environment.TickCount64 - since > 60_000)
                throw new TimeoutException($"The worker has committed {committed} of {records} records and nothing for a minute: look at its log.");
            await Task.Delay(10, stop);
        }
    }

    // A coordinator moves, or has to read its offsets first, where a broker starts or makes its topic of offsets: it answers a moment later.
    private long? CommittedIfKnown()
    {
        try
        {
            return Committed();
        }
        catch (KafkaException e)
            when (e.Error.Code is ErrorCode.NotCoordinatorForGroup or ErrorCode.GroupCoordinatorNotAvailable or ErrorCode.GroupLoadInProgress)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}
