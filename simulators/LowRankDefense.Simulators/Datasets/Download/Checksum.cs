using System.Security.Cryptography;

namespace LowRankDefense.Simulators.Datasets.Download;

/// <summary>A hash that the bytes of a file are to have.</summary>
/// <param name="Algorithm">MD5 or SHA-256. The former tells a broken file from a whole one, but not what somebody forged.</param>
/// <param name="Hex">The hash, lower-case hexadecimal.</param>
/// <param name="Source">Who says so.</param>
public sealed record Checksum(HashAlgorithmName Algorithm, string Hex, string Source)
{
    /// <summary>An MD5 sum.</summary>
    /// <param name="hex">32 hexadecimal digits.</param>
    /// <param name="source">Who says so.</param>
    public static Checksum Md5(string hex, string source) => new(HashAlgorithmName.MD5, hex, source);

    /// <summary>A SHA-256 sum.</summary>
    /// <param name="hex">64 hexadecimal digits.</param>
    /// <param name="source">Who says so.</param>
    public static Checksum Sha256(string hex, string source) => new(HashAlgorithmName.SHA256, hex, source);

    /// <inheritdoc/>
    public override string ToString() => $"{Algorithm.Name} {Hex} ({Source})";

    /// <summary>Reads a file and refuses other bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="address">Where it is from, for the message.</param>
    /// <param name="stop">Stops reading.</param>
    /// <exception cref="InvalidDataException">The hash is another one; the message names both, and what to do.</exception>
    public async Task Verify(string path, Uri address, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(Algorithm);
        await using var file = File.OpenRead(path);
        var buffer = new byte[1 << 16];
        while (await file.ReadAsync(buffer, stop) is var read and > 0)
            hash.AppendData(buffer.AsSpan(0, read));
        var found = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (!string.Equals(found, Hex, StringComparison.OrdinalIgnoreCase))
            throw new InvalidDataException(
                $"{address} is not the file that is known: its {Algorithm.Name} is {found}, and {Source} says {Hex}. Nothing was kept: try again, or name a mirror that has that file with --from."
            );
    }
}
