using Confluent.Kafka;

namespace LowRankDefense.Streaming.Kafka;

/// <summary>Where records go on their way out, in the order in which they are sent.</summary>
public interface IOutbox
{
    /// <summary>A record for a given partition: topics keyed by user keep a user's records in the partition number they came from.</summary>
    /// <param name="topic">Topic.</param>
    /// <param name="partition">Partition number, or <see cref="Outbox.AnyPartition"/>.</param>
    /// <param name="key">Record key; may be null where the source record had none. Not to be changed any more.</param>
    /// <param name="value">Record value; null for a tombstone. Not to be changed any more.</param>
    /// <param name="headers">Headers, or null.</param>
    /// <param name="delivered">Called with the delivery report, on the client's thread; null where nobody asks.</param>
    void Send(
        string topic,
        int partition,
        byte[]? key,
        byte[]? value,
        Headers? headers = null,
        Action<DeliveryReport<byte[], byte[]>>? delivered = null
    );
}
