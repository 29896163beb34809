using Confluent.Kafka;

namespace LowRankDefense.Streaming.Kafka;

/// <summary>Records that go from a loop to its sender together: one hand-over for many.</summary>
internal sealed class RecordBatch
{
    private const int Capacity = 256;
    private readonly OutgoingRecord[] records = new OutgoingRecord[Capacity];
    private int count;

    /// <summary>Whether there is no room for another record.</summary>
    public bool IsFull => count == Capacity;

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => count == 0;

    /// <summary>The records, in order.</summary>
    public ReadOnlySpan<OutgoingRecord> Records => records.AsSpan(0, count);

    /// <summary>Adds a record; there must be room.</summary>
    public void Add(in OutgoingRecord record) => records[count++] = record;

    /// <summary>Forgets the records.</summary>
    public void Clear()
    {
        records.AsSpan(0, count).Clear();
        count = 0;
    }
}

/// <summary>A record on its way out; see <see cref="IOutbox.Send"/>.</summary>
/// <param name="Topic">Topic.</param>
/// <param name="Partition">Partition number.</param>
/// <param name="Key">Key.</param>
/// <param name="Value">Value.</param>
/// <param name="Headers">Headers, or null.</param>
/// <param name="Delivered">Told of the delivery; null where nobody asks.</param>
internal readonly record struct OutgoingRecord(
    string Topic,
    int Partition,
    byte[]? Key,
    byte[]? Value,
    Headers? Headers,
    Action<DeliveryReport<byte[], byte[]>>? Delivered
);
