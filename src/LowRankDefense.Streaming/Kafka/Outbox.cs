using System.Text;
using Confluent.Kafka;

namespace LowRankDefense.Streaming.Kafka;

/// <summary>Puts records into the open transaction of a producer, or into its queue where it has none.</summary>
public sealed class Outbox(IProducer<byte[], byte[]> producer)
{
    /// <summary>Leaves the partition to the client's partitioner, by key.</summary>
    public const int AnyPartition = -1;

    private static readonly TimeSpan QueuePoll = TimeSpan.FromMilliseconds(20);

    /// <summary>A record for a given partition: topics keyed by user keep a user's records in the partition number they came from.</summary>
    /// <param name="topic">Topic.</param>
    /// <param name="partition">Partition number.</param>
    /// <param name="key">Record key; may be null where the source record had none.</param>
    /// <param name="value">Record value; null for a tombstone.</param>
    /// <param name="headers">Headers, or null.</param>
    /// <param name="delivered">Called with the delivery report, on the client's thread; null where nobody asks.</param>
    public void Send(
        string topic,
        int partition,
        byte[]? key,
        byte[]? value,
        Headers? headers = null,
        Action<DeliveryReport<byte[], byte[]>>? delivered = null
    )
    {
        var message = new Message<byte[], byte[]>
        {
            Key = key!,
            Value = value!,
            Headers = headers,
        };
        var target = new TopicPartition(topic, partition);
        while (true)
        {
            try
            {
                producer.Produce(target, message, delivered);
                return;
            }
            catch (ProduceException<byte[], byte[]> e) when (e.Error.Code == ErrorCode.Local_QueueFull)
            {
                // The client's buffer is full: wait until it has sent some of it.
                producer.Flush(QueuePoll);
            }
        }
    }

    /// <summary>The UTF-8 bytes of an id.</summary>
    public static byte[] KeyOf(string id) => Encoding.UTF8.GetBytes(id);
}
