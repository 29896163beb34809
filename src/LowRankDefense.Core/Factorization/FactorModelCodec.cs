using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Factorization;

/// <summary>Factor models as bytes: a header, the factors of users and of items in little-endian single precision, a checksum.</summary>
/// <remarks>Layout: magic "LRFM" · format (u16) · length of the version (u16) · users, items, rank (i32) · version (UTF-8) · P · Q · XxHash64 of all before it.</remarks>
public static class FactorModelCodec
{
    private const ushort Format = 1;
    private const int HeaderLength = 20;
    private const int ChecksumLength = sizeof(ulong);

    private static ReadOnlySpan<byte> Magic => "LRFM"u8;

    /// <summary>The bytes of <paramref name="model"/>.</summary>
    public static byte[] Encode(FactorModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var version = Encoding.UTF8.GetBytes(model.Version);
        var floats = (long)model.Users.Data.Length + model.Items.Data.Length;
        var bytes = new byte[checked(HeaderLength + version.Length + (floats * sizeof(float)) + ChecksumLength)];
        var at = bytes.AsSpan();
        Magic.CopyTo(at);
        BinaryPrimitives.WriteUInt16LittleEndian(at[4..], Format);
        BinaryPrimitives.WriteUInt16LittleEndian(at[6..], checked((ushort)version.Length));
        BinaryPrimitives.WriteInt32LittleEndian(at[8..], model.Users.Rows);
        BinaryPrimitives.WriteInt32LittleEndian(at[12..], model.Items.Rows);
        BinaryPrimitives.WriteInt32LittleEndian(at[16..], model.Rank);
        version.CopyTo(at[HeaderLength..]);
        at = Write(Write(at[(HeaderLength + version.Length)..], model.Users), model.Items);
        BinaryPrimitives.WriteUInt64LittleEndian(at, XxHash64.HashToUInt64(bytes.AsSpan(0, bytes.Length - ChecksumLength)));
        return bytes;
    }

    /// <summary>The model that <see cref="Encode"/> has written.</summary>
    /// <exception cref="InvalidDataException">Not a factor model, of another format, cut short or damaged; the message says which.</exception>
    public static FactorModel Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength + ChecksumLength || !bytes[..4].SequenceEqual(Magic))
            throw new InvalidDataException($"These {bytes.Length} bytes are not a factor model: they do not begin with its header.");
        var format = BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]);
        if (format != Format)
            throw new InvalidDataException(
                $"The factor model has format {format}; this program reads format {Format}: use the program that wrote it."
            );
        var versionLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]);
        var users = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        var items = BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]);
        var rank = BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]);
        var expected = HeaderLength + versionLength + (((Int128)users + items) * rank * sizeof(float)) + ChecksumLength;
        if (users < 0 || items < 0 || rank < 0 || expected != bytes.Length)
            throw new InvalidDataException(
                $"The factor model ({users} users, {items} items, rank {rank}) has {bytes.Length} bytes in place of {expected}: it is cut short or damaged."
            );
        var body = bytes[..^ChecksumLength];
        if (XxHash64.HashToUInt64(body) != BinaryPrimitives.ReadUInt64LittleEndian(bytes[^ChecksumLength..]))
            throw new InvalidDataException("The factor model is damaged: its checksum does not fit. Fetch or train it again.");
        var version = Encoding.UTF8.GetString(body.Slice(HeaderLength, versionLength));
        var factors = body[(HeaderLength + versionLength)..];
        var userBytes = users * rank * sizeof(float);
        return new FactorModel(Read(factors[..userBytes], users, rank), Read(factors[userBytes..], items, rank)) { Version = version };
    }

    private static Span<byte> Write(Span<byte> target, DenseMatrix matrix)
    {
        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(matrix.Data).CopyTo(target);
        }
        else
        {
            for (var i = 0; i < matrix.Data.Length; i++)
                BinaryPrimitives.WriteSingleLittleEndian(target[(i * sizeof(float))..], matrix.Data[i]);
        }

        return target[(matrix.Data.Length * sizeof(float))..];
    }

    private static DenseMatrix Read(ReadOnlySpan<byte> source, int rows, int columns)
    {
        var matrix = new DenseMatrix(rows, columns);
        for (var i = 0; i < matrix.Data.Length; i++)
            matrix.Data[i] = BinaryPrimitives.ReadSingleLittleEndian(source[(i * sizeof(float))..]);
        return matrix;
    }
}
