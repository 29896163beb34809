using System.Buffers.Binary;
using System.Text;

namespace LowRankDefense.EmbeddedBroker.Protocol;

/// <summary>Reads the primitives of the Kafka protocol, big-endian; "flexible" versions have compact lengths and tagged fields.</summary>
internal ref struct ProtocolReader(ReadOnlySpan<byte> bytes, bool flexible)
{
    private readonly int length = bytes.Length;
    private ReadOnlySpan<byte> rest = bytes;

    /// <summary>Bytes read so far.</summary>
    public readonly int Consumed => length - rest.Length;

    public bool Flexible { get; set; } = flexible;

    public byte Byte() => Take(1)[0];

    public bool Boolean() => Byte() != 0;

    public short Int16() => BinaryPrimitives.ReadInt16BigEndian(Take(2));

    public int Int32() => BinaryPrimitives.ReadInt32BigEndian(Take(4));

    public long Int64() => BinaryPrimitives.ReadInt64BigEndian(Take(8));

    public uint UnsignedVarint()
    {
        uint value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var next = Byte();
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw new ProtocolException("A variable-length integer has more than five bytes.");
    }

    public string? NullableString()
    {
        var length = Flexible ? (int)UnsignedVarint() - 1 : Int16();
        return length < 0 ? null : Encoding.UTF8.GetString(Take(length));
    }

    public string String() => NullableString() ?? throw new ProtocolException("A string that must be there is null.");

    public ReadOnlySpan<byte> Bytes()
    {
        var length = Flexible ? (int)UnsignedVarint() - 1 : Int32();
        return length < 0 ? [] : Take(length);
    }

    /// <summary>Number of elements of an array; −1 for null.</summary>
    public int ArrayLength()
    {
        var length = Flexible ? (int)UnsignedVarint() - 1 : Int32();
        return length <= rest.Length ? length : throw new ProtocolException($"An array of {length} elements does not fit the request.");
    }

    public void SkipTags()
    {
        if (!Flexible)
            return;
        for (var tags = UnsignedVarint(); tags > 0; tags--)
        {
            UnsignedVarint();
            Take((int)UnsignedVarint());
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)rest.Length)
            throw new ProtocolException($"The request ends {count - rest.Length} bytes too early.");
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}

/// <summary>A request that cannot be understood: its connection is closed, the broker goes on.</summary>
internal sealed class ProtocolException : Exception
{
    /// <inheritdoc/>
    public ProtocolException(string message)
        : base(message) { }
}
