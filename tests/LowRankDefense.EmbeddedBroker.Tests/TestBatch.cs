using System.Buffers.Binary;
using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Tests;

/// <summary>Record batches of format 2; the broker never looks into their records.</summary>
internal static class TestBatch
{
    public static byte[] Create(
        int records = 1,
        long producer = -1,
        short epoch = 0,
        int sequence = 0,
        bool transactional = false,
        long timestamp = 0,
        int payload = 10
    )
    {
        var writer = new ProtocolWriter(flexible: false);
        writer.Int64(0).Int32(0).Int32(0).Byte(2).Int32(0).Int16(transactional ? 0x10 : 0).Int32(records - 1).Int64(timestamp).Int64(timestamp);
        writer.Int64(producer).Int16(epoch).Int32(sequence).Int32(records).Raw(new byte[payload]);
        var batch = writer.Frame()[4..].ToArray();
        BinaryPrimitives.WriteInt32BigEndian(batch.AsSpan(8), batch.Length - 12);
        return Seal(batch);
    }

    /// <summary>Writes the checksum of what follows it.</summary>
    public static byte[] Seal(byte[] batch)
    {
        BinaryPrimitives.WriteUInt32BigEndian(batch.AsSpan(17), Crc32C(batch.AsSpan(21)));
        return batch;
    }

    /// <summary>CRC-32C bit by bit, as RFC 3720 has it.</summary>
    public static uint Crc32C(ReadOnlySpan<byte> data)
    {
        var crc = ~0u;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0x82F63B78;
        }

        return ~crc;
    }
}
