using System.Runtime.InteropServices;
using System.Text;
using Confluent.Kafka;

namespace LowRankDefense.Streaming.Kafka;

/// <summary>Puts records into the open transaction of a producer, or into its queue where it has none. Not thread-safe.</summary>
public sealed class Outbox(IProducer<byte[], byte[]> producer) : IOutbox
{
    /// <summary>Leaves the partition to the client's partitioner, by key.</summary>
    public const int AnyPartition = -1;

    private static readonly TimeSpan QueuePoll = TimeSpan.FromMilliseconds(20);

    // The client copies what it is given before it returns: one message and one address a partition do for all records.
    private readonly Message<byte[], byte[]> message = new();
    private readonly Dictionary<(string Topic, int Partition), TopicPartition> targets = [];

    /// <inheritdoc/>
    public void Send(
        string topic,
        int partition,
        byte[]? key,
        byte[]? value,
        Headers? headers = null,
        Action<DeliveryReport<byte[], byte[]>>? delivered = null
    )
    {
        (message.Key, message.Value, message.Headers) = (key!, value!, headers!);
        var target = Target(topic, partition);
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

    private TopicPartition Target(string topic, int partition)
    {
        ref var target = ref CollectionsMarshal.GetValueRefOrAddDefault(targets, (topic, partition), out _);
        return target ??= new TopicPartition(topic, partition);
    }
}
