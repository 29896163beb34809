using System.IO.Hashing;
using MemoryPack;

namespace LowRankDefense.Core.Serialization;

/// <summary>A header that names kind and format, a payload, and a checksum over the payload: what every stored model is wrapped in.</summary>
internal static class SealedBytes
{
    private const int ChecksumLength = sizeof(ulong);

    /// <summary><paramref name="header"/>, the serialized <paramref name="parts"/> and the XxHash3 of these.</summary>
    public static byte[] Seal<TPayload>(ReadOnlySpan<byte> header, TPayload parts)
    {
        var payload = MemoryPackSerializer.Serialize(parts);
        var bytes = new byte[checked(header.Length + payload.Length + ChecksumLength)];
        header.CopyTo(bytes);
        payload.CopyTo(bytes.AsSpan(header.Length));
        XxHash3.Hash(payload, bytes.AsSpan(header.Length + payload.Length));
        return bytes;
    }

    /// <summary>The model whose parts <see cref="Seal"/> has wrapped.</summary>
    /// <param name="header">The header expected.</param>
    /// <param name="bytes">What was read.</param>
    /// <param name="what">For messages: "a factor model of format 1".</param>
    /// <param name="build">Puts the parts together; throws <see cref="ArgumentException"/> where they do not fit.</param>
    /// <exception cref="InvalidDataException">Another kind or format, cut short, damaged or of parts that do not fit; the message says which, and what to do.</exception>
    public static TModel Open<TPayload, TModel>(ReadOnlySpan<byte> header, ReadOnlySpan<byte> bytes, string what, Func<TPayload, TModel> build)
        where TPayload : class
    {
        if (bytes.Length < header.Length + ChecksumLength || !bytes[..header.Length].SequenceEqual(header))
            throw new InvalidDataException($"These {bytes.Length} bytes are not {what}: train and publish it again with this build.");
        var payload = bytes[header.Length..^ChecksumLength];
        if (!bytes[^ChecksumLength..].SequenceEqual(XxHash3.Hash(payload)))
            throw new InvalidDataException(
                $"These {bytes.Length} bytes are {what}, but cut short or damaged: their checksum does not fit. Fetch or train it again."
            );
        try
        {
            return build(MemoryPackSerializer.Deserialize<TPayload>(payload) ?? throw new ArgumentException("There are no parts.", nameof(bytes)));
        }
        catch (Exception e) when (e is MemoryPackSerializationException or ArgumentException)
        {
            throw new InvalidDataException($"These {bytes.Length} bytes are {what}, but its parts do not fit: {e.Message} Publish it again.", e);
        }
    }
}
