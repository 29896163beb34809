using System.Buffers.Binary;
using System.Numerics;

namespace LowRankDefense.EmbeddedBroker.Protocol;

/// <summary>The header of a record batch of format 2; the records behind it are passed through, compressed or not.</summary>
internal static class RecordBatch
{
    /// <summary>Bytes before the first record.</summary>
    public const int HeaderBytes = 61;
    private const int TransactionalBit = 1 << 4;

    /// <summary>Whether a batch has a header of format 2 and counts its records from 0 upwards.</summary>
    public static bool IsValid(ReadOnlySpan<byte> batch) => batch.Length >= HeaderBytes && batch[16] == 2 && LastOffsetDelta(batch) >= 0;

    /// <summary>Whether the CRC-32C in the header is that of what follows it.</summary>
    public static bool HasValidChecksum(ReadOnlySpan<byte> batch) => BinaryPrimitives.ReadUInt32BigEndian(batch[17..]) == Crc32C(batch[21..]);

    /// <summary>Whether the records take part in a transaction.</summary>
    public static bool IsTransactional(ReadOnlySpan<byte> batch) => (BinaryPrimitives.ReadInt16BigEndian(batch[21..]) & TransactionalBit) != 0;

    /// <summary>Offset of the last record, counted from the first.</summary>
    public static int LastOffsetDelta(ReadOnlySpan<byte> batch) => BinaryPrimitives.ReadInt32BigEndian(batch[23..]);

    /// <summary>Latest time of a record, in milliseconds since 1970.</summary>
    public static long MaximumTimestamp(ReadOnlySpan<byte> batch) => BinaryPrimitives.ReadInt64BigEndian(batch[35..]);

    /// <summary>Id of the idempotent producer; −1 for none.</summary>
    public static long ProducerId(ReadOnlySpan<byte> batch) => BinaryPrimitives.ReadInt64BigEndian(batch[43..]);

    /// <summary>Epoch of the producer; −1 for none.</summary>
    public static short ProducerEpoch(ReadOnlySpan<byte> batch) => BinaryPrimitives.ReadInt16BigEndian(batch[51..]);

    /// <summary>Sequence number of the first record; −1 for none.</summary>
    public static int BaseSequence(ReadOnlySpan<byte> batch) => BinaryPrimitives.ReadInt32BigEndian(batch[53..]);

    /// <summary>Length of the first batch in <paramref name="batches"/>, its own length field included.</summary>
    public static int Length(ReadOnlySpan<byte> batches) =>
        batches.Length < 12 ? batches.Length : BinaryPrimitives.ReadInt32BigEndian(batches[8..]) + 12;

    /// <summary>Gives a batch its place in the log: both fields lie before what the checksum covers.</summary>
    public static void SetBaseOffset(Span<byte> batch, long offset)
    {
        BinaryPrimitives.WriteInt64BigEndian(batch, offset);
        BinaryPrimitives.WriteInt32BigEndian(batch[12..], 0);
    }

    /// <summary>A control batch with the one record that ends a transaction.</summary>
    public static byte[] EndMarker(long offset, long producerId, short epoch, bool commit, long timestamp)
    {
        const int controlAndTransactional = 0x30;
        var writer = new ProtocolWriter(flexible: false);
        var start = writer.Position;
        writer.Int64(offset).Int32(0).Int32(0).Byte(2).Int32(0).Int16(controlAndTransactional).Int32(0).Int64(timestamp).Int64(timestamp);
        writer.Int64(producerId).Int16(epoch).Int32(-1).Int32(1);
        // The record: length, attributes, deltas, key {version, type}, value {version, coordinator epoch}, headers; zigzag varints.
        writer.Byte(16 << 1).Byte(0).Byte(0).Byte(0).Byte(4 << 1).Int16(0).Int16(commit ? 1 : 0).Byte(6 << 1).Int16(0).Int32(0).Byte(0);
        var batch = writer.Frame()[start..].ToArray();
        BinaryPrimitives.WriteInt32BigEndian(batch.AsSpan(8), batch.Length - 12);
        BinaryPrimitives.WriteUInt32BigEndian(batch.AsSpan(17), Crc32C(batch.AsSpan(21)));
        return batch;
    }

    private static uint Crc32C(ReadOnlySpan<byte> data)
    {
        var crc = ~0u;
        for (; data.Length >= sizeof(ulong); data = data[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(data));
        foreach (var value in data)
            crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }
}
