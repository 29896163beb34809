using System.IO.Hashing;

namespace LowRankDefense.Core.Serialization;

/// <summary>A header that names kind and format, a body, and a checksum over the body: what every stored model is wrapped in.</summary>
internal static class SealedBytes
{
    private const int ChecksumLength = sizeof(ulong);

    /// <summary><paramref name="header"/>, <paramref name="body"/> and the XxHash3 of the body.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> header, ReadOnlySpan<byte> body)
    {
        var bytes = new byte[checked(header.Length + body.Length + ChecksumLength)];
        header.CopyTo(bytes);
        body.CopyTo(bytes.AsSpan(header.Length));
        XxHash3.Hash(body, bytes.AsSpan(header.Length + body.Length));
        return bytes;
    }

    /// <summary>The body that <see cref="Seal"/> has wrapped.</summary>
    /// <param name="header">The header expected.</param>
    /// <param name="bytes">What was read.</param>
    /// <param name="what">For messages: "a factor model of format 1".</param>
    /// <exception cref="InvalidDataException">Another kind or format, cut short or damaged; the message says which, and what to do.</exception>
    public static ReadOnlySpan<byte> Open(ReadOnlySpan<byte> header, ReadOnlySpan<byte> bytes, string what)
    {
        if (bytes.Length < header.Length + ChecksumLength || !bytes[..header.Length].SequenceEqual(header))
            throw new InvalidDataException($"These {bytes.Length} bytes are not {what}: train and publish it again with this build.");
        var body = bytes[header.Length..^ChecksumLength];
        if (!bytes[^ChecksumLength..].SequenceEqual(XxHash3.Hash(body)))
            throw new InvalidDataException(
                $"These {bytes.Length} bytes are {what}, but cut short or damaged: their checksum does not fit. Fetch or train it again."
            );
        return body;
    }
}
