using System.Buffers.Binary;
using System.Text;

namespace LowRankDefense.Core.Serialization;

/// <summary>Writes the fields of a binary record one after the other: whole numbers in as few bytes as they need, text behind its length.</summary>
/// <remarks>One buffer for all records of its owner, as large as the largest: a record costs no more than the array it ends in. Not thread-safe.</remarks>
internal sealed class RecordWriter
{
    private const int LongestVarint = 10;
    private byte[] buffer = new byte[256];

    /// <summary>Bytes written since <see cref="Clear"/>.</summary>
    public int Length { get; private set; }

    /// <summary>Begins the next record.</summary>
    public void Clear() => Length = 0;

    /// <summary>The record.</summary>
    public byte[] ToArray() => buffer.AsSpan(0, Length).ToArray();

    /// <summary>One byte.</summary>
    public void Byte(byte value)
    {
        Room(1)[0] = value;
        Length++;
    }

    /// <summary>A number from 0, seven bits a byte, the lowest first (LEB128): 1 byte below 128.</summary>
    public void Varint(ulong value)
    {
        var room = Room(LongestVarint);
        var used = 0;
        for (; value >= 0x80; value >>= 7)
            room[used++] = (byte)(value | 0x80);
        room[used++] = (byte)value;
        Length += used;
    }

    /// <summary>A count, 0 or above.</summary>
    public void Count(int value) => Varint((ulong)value);

    /// <summary>A number of either sign, as a varint of 2v or −2v − 1 (zigzag).</summary>
    public void Signed(long value) => Varint((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>Four bytes, little-endian.</summary>
    public void Single(float value)
    {
        BinaryPrimitives.WriteSingleLittleEndian(Room(sizeof(float)), value);
        Length += sizeof(float);
    }

    /// <summary>Eight bytes, little-endian.</summary>
    public void Word(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(Room(sizeof(ulong)), value);
        Length += sizeof(ulong);
    }

    /// <summary>Its UTF-8 bytes behind their number.</summary>
    public void Text(string value)
    {
        var bytes = Encoding.UTF8.GetByteCount(value);
        Count(bytes);
        Encoding.UTF8.GetBytes(value, Room(bytes));
        Length += bytes;
    }

    /// <summary>Text that is UTF-8 already, behind the number of its bytes.</summary>
    public void Utf8(ReadOnlySpan<byte> text)
    {
        Count(text.Length);
        text.CopyTo(Room(text.Length));
        Length += text.Length;
    }

    private Span<byte> Room(int bytes)
    {
        if (buffer.Length - Length < bytes)
            Array.Resize(ref buffer, Math.Max(Length + bytes, 2 * buffer.Length));
        return buffer.AsSpan(Length);
    }
}
