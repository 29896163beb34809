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

    /// <summary>Whether lengths are compact and tagged fields are there (KIP-482); the header of a request decides it midway.</summary>
    public bool Flexible { get; set; } = flexible;

    /// <summary>One byte.</summary>
    /// <exception cref="ProtocolException">The request ends before it.</exception>
    public byte Byte() => Take(1)[0];

    /// <summary>One byte, true unless 0.</summary>
    /// <exception cref="ProtocolException">The request ends before it.</exception>
    public bool Boolean() => Byte() != 0;

    /// <summary>Two bytes, big-endian.</summary>
    /// <exception cref="ProtocolException">The request ends before it.</exception>
    public short Int16() => BinaryPrimitives.ReadInt16BigEndian(Take(2));

    /// <summary>Four bytes, big-endian.</summary>
    /// <exception cref="ProtocolException">The request ends before it.</exception>
    public int Int32() => BinaryPrimitives.ReadInt32BigEndian(Take(4));

    /// <summary>Eight bytes, big-endian.</summary>
    /// <exception cref="ProtocolException">The request ends before it.</exception>
    public long Int64() => BinaryPrimitives.ReadInt64BigEndian(Take(8));

    /// <summary>One to five bytes, seven bits each, lowest first.</summary>
    /// <exception cref="ProtocolException">It goes on after five bytes, or the request ends before it.</exception>
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

    /// <summary>UTF-8 with its length in front; null for a negative length.</summary>
    /// <exception cref="ProtocolException">The request ends before it.</exception>
    public string? NullableString()
    {
        var length = Flexible ? (int)UnsignedVarint() - 1 : Int16();
        return length < 0 ? null : Encoding.UTF8.GetString(Take(length));
    }

    /// <summary>A string that must be there.</summary>
    /// <exception cref="ProtocolException">It is null, or the request ends before it.</exception>
    public string String() => NullableString() ?? throw new ProtocolException("A string that must be there is null.");

    /// <summary>Bytes with their length in front, a view of the request; empty for null.</summary>
    /// <exception cref="ProtocolException">The request ends before it.</exception>
    public ReadOnlySpan<byte> Bytes()
    {
        var length = Flexible ? (int)UnsignedVarint() - 1 : Int32();
        return length < 0 ? [] : Take(length);
    }

    /// <summary>Number of elements of an array that must be there.</summary>
    /// <exception cref="ProtocolException">It is null, or longer than the request.</exception>
    public int ArrayLength()
    {
        var length = NullableArrayLength();
        return length >= 0 ? length : throw new ProtocolException("An array that must be there is null.");
    }

    /// <summary>Number of elements of an array; −1 for null.</summary>
    /// <exception cref="ProtocolException">It is longer than the request, or its length is negative.</exception>
    public int NullableArrayLength()
    {
        var length = Flexible ? (int)UnsignedVarint() - 1 : Int32();
        return length >= -1 && length <= rest.Length
            ? length
            : throw new ProtocolException($"An array of {length} elements does not fit the request.");
    }

    /// <summary>Passes over tagged fields, which this broker has no use for; nothing in a version without them.</summary>
    /// <exception cref="ProtocolException">The request ends before it.</exception>
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
    /// <summary>An exception that says what is wrong with the request.</summary>
    public ProtocolException(string message)
        : base(message) { }
}
