using Confluent.Kafka;
using LowRankDefense.Streaming.Kafka;

namespace LowRankDefense.Benchmarks.Events;

/// <summary>Counts what is sent, and drops it.</summary>
internal sealed class CountingOutbox : IOutbox
{
    /// <summary>Records sent.</summary>
    public long Records { get; private set; }

    /// <summary>Bytes of their keys and values.</summary>
    public long Bytes { get; private set; }

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
        Records++;
        Bytes += (key?.Length ?? 0) + (value?.Length ?? 0);
    }
}
