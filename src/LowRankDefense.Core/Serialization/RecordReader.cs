using System.Buffers.Binary;
using System.Text;

namespace LowRankDefense.Core.Serialization;

/// <summary>Reads what a <see cref="RecordWriter"/> wrote. Nothing is believed: what does not fit is an <see cref="InvalidDataException"/> that says what.</summary>
internal ref struct RecordReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;

    /// <inheritdoc cref="RecordWriter.Byte"/>
    public byte Byte() => Take(1)[0];

    /// <inheritdoc cref="RecordWriter.Varint"/>
    public ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw new InvalidDataException("a number does not end");
    }

    /// <inheritdoc cref="RecordWriter.Count"/>
    public int Count() => Varint() is var value and <= int.MaxValue ? (int)value : throw new InvalidDataException("a count is too large");

    /// <summary>How many things follow, none of them smaller than <paramref name="least"/> bytes: a number that cannot be is not allocated for.</summary>
    public int CountOf(int least) =>
        Count() is var count && count <= rest.Length / least ? count : throw new InvalidDataException("it ends before what it counts");

    /// <inheritdoc cref="RecordWriter.Signed"/>
    public long Signed()
    {
        var value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <inheritdoc cref="RecordWriter.Single"/>
    public float Single() => BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float)));

    /// <inheritdoc cref="RecordWriter.Word"/>
    public ulong Word() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    /// <inheritdoc cref="RecordWriter.Text"/>
    public string Text() => Encoding.UTF8.GetString(Utf8());

    /// <inheritdoc cref="RecordWriter.Utf8"/>
    public ReadOnlySpan<byte> Utf8()
    {
        var text = Take(Count());
        return System.Text.Unicode.Utf8.IsValid(text) ? text : throw new InvalidDataException("a text is not UTF-8");
    }

    /// <summary>Says that the record ends here.</summary>
    public readonly void End()
    {
        if (!rest.IsEmpty)
            throw new InvalidDataException($"{rest.Length} bytes are left over");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > rest.Length)
            throw new InvalidDataException("it ends too early");
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}
