using System.Buffers.Binary;
using System.Text;

namespace LowRankDefense.EmbeddedBroker.Protocol;

/// <summary>Writes the primitives of the Kafka protocol into a growing buffer whose first four bytes are the length of the frame.</summary>
internal sealed class ProtocolWriter(bool flexible)
{
    private const int FrameLengthBytes = 4;
    private byte[] buffer = new byte[1024];

    /// <summary>Whether to write compact lengths and tagged fields (KIP-482).</summary>
    public bool Flexible { get; set; } = flexible;

    /// <summary>Bytes written, the length of the frame included.</summary>
    public int Position { get; private set; } = FrameLengthBytes;

    /// <summary>The frame, its length filled in.</summary>
    public ReadOnlyMemory<byte> Frame()
    {
        BinaryPrimitives.WriteInt32BigEndian(buffer, Position - FrameLengthBytes);
        return buffer.AsMemory(0, Position);
    }

    /// <summary>Goes back to <paramref name="position"/>, forgetting what came after.</summary>
    public void Rewind(int position) => Position = position;

    /// <summary>The lowest eight bits of a number.</summary>
    public ProtocolWriter Byte(int value)
    {
        Reserve(1)[0] = (byte)value;
        return this;
    }

    /// <summary>The lowest sixteen bits of a number, big-endian.</summary>
    public ProtocolWriter Int16(int value)
    {
        BinaryPrimitives.WriteInt16BigEndian(Reserve(2), (short)value);
        return this;
    }

    /// <summary>An error code, in two bytes.</summary>
    public ProtocolWriter Error(ErrorCode code) => Int16((short)code);

    /// <summary>Four bytes, big-endian.</summary>
    public ProtocolWriter Int32(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(Reserve(4), value);
        return this;
    }

    /// <summary>Eight bytes, big-endian.</summary>
    public ProtocolWriter Int64(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(Reserve(8), value);
        return this;
    }

    /// <summary>One to five bytes, seven bits each, lowest first.</summary>
    public ProtocolWriter UnsignedVarint(uint value)
    {
        for (; value >= 0x80; value >>= 7)
            Byte((int)(value | 0x80));
        return Byte((int)value);
    }

    /// <summary>UTF-8 with its length in front.</summary>
    public ProtocolWriter String(string? value)
    {
        if (value is null)
            return Flexible ? UnsignedVarint(0) : Int16(-1);
        var length = Encoding.UTF8.GetByteCount(value);
        _ = Flexible ? UnsignedVarint((uint)length + 1) : Int16(length);
        Encoding.UTF8.GetBytes(value, Reserve(length));
        return this;
    }

    /// <summary>Bytes with their length in front.</summary>
    public ProtocolWriter Bytes(ReadOnlySpan<byte> value)
    {
        _ = Flexible ? UnsignedVarint((uint)value.Length + 1) : Int32(value.Length);
        return Raw(value);
    }

    /// <summary>Bytes as they are.</summary>
    public ProtocolWriter Raw(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Reserve(value.Length));
        return this;
    }

    /// <summary>How many elements follow.</summary>
    public ProtocolWriter ArrayLength(int count) => Flexible ? UnsignedVarint((uint)count + 1) : Int32(count);

    /// <summary>An empty set of tagged fields; nothing in a version without them.</summary>
    public ProtocolWriter NoTags() => Flexible ? UnsignedVarint(0) : this;

    private Span<byte> Reserve(int count)
    {
        if (Position + count > buffer.Length)
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, Position + count));
        var reserved = buffer.AsSpan(Position, count);
        Position += count;
        return reserved;
    }
}
