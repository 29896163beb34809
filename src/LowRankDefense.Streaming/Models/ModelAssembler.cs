using System.Security.Cryptography;

namespace LowRankDefense.Streaming.Models;

/// <summary>Puts models together from the records of the <c>models</c> topic, in the order they were written.</summary>
public sealed class ModelAssembler
{
    private readonly Dictionary<string, byte[]> chunks = new(StringComparer.Ordinal);

    /// <summary>Takes one record; returns the model it completes, or null.</summary>
    /// <exception cref="InvalidDataException">The manifest does not fit its chunks; the message names the model.</exception>
    public (ModelManifest Manifest, byte[] Model)? Take(string key, byte[]? value)
    {
        if (!key.EndsWith("/manifest", StringComparison.Ordinal))
        {
            if (value is null)
                chunks.Remove(key);
            else
                chunks[key] = value;
            return null;
        }

        if (value is null)
            return null;
        var manifest = ModelManifest.FromBytes(value);
        return (manifest, Assemble(manifest));
    }

    private byte[] Assemble(ModelManifest manifest)
    {
        var parts = new List<byte[]>();
        for (var i = 0; i < manifest.Chunks; i++)
        {
            if (!chunks.Remove(manifest.ChunkKey(i), out var chunk))
                throw new InvalidDataException($"Model {manifest.Kind} {manifest.Version} lacks chunk {i} of {manifest.Chunks}: publish it again.");
            parts.Add(chunk);
        }

        // A damaged manifest must not say how much memory is taken.
        var bytes = parts.Sum(p => (long)p.Length);
        if (bytes != manifest.Bytes)
            throw new InvalidDataException(
                $"Model {manifest.Kind} {manifest.Version} has {bytes} bytes and {manifest.Bytes} by its manifest: publish it again."
            );
        var model = new byte[bytes];
        var at = 0;
        foreach (var part in parts)
        {
            part.CopyTo(model, at);
            at += part.Length;
        }

        if (Convert.ToHexStringLower(SHA256.HashData(model)) != manifest.Sha256)
            throw new InvalidDataException($"Model {manifest.Kind} {manifest.Version} does not have the hash its manifest names: publish it again.");
        return model;
    }
}
