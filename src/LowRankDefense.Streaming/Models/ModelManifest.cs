using System.Text.Json;
using System.Text.Json.Serialization;

namespace LowRankDefense.Streaming.Models;

/// <summary>The record that completes a model: written after all its chunks.</summary>
/// <param name="Kind">A <see cref="ModelKind"/>.</param>
/// <param name="Version">Version of the model.</param>
/// <param name="Chunks">Number of chunks, keys <c>kind/version/0</c> and on.</param>
/// <param name="Bytes">Length of the whole model.</param>
/// <param name="Sha256">Hash of the whole model, lower-case hexadecimal.</param>
public sealed record ModelManifest(string Kind, string Version, int Chunks, long Bytes, string Sha256)
{
    /// <summary>Key of a manifest: one per kind, so that compaction keeps the newest.</summary>
    public string Key => $"{Kind}/manifest";

    /// <summary>Key of chunk <paramref name="number"/>.</summary>
    public string ChunkKey(int number) => $"{Kind}/{Version}/{number:D5}";

    /// <summary>UTF-8 JSON.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, ManifestJson.Default.ModelManifest);

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="InvalidDataException">Not a manifest, or one whose fields cannot be.</exception>
    public static ModelManifest FromBytes(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize(bytes, ManifestJson.Default.ModelManifest);
            return manifest is { Kind.Length: > 0, Version.Length: > 0, Chunks: > 0, Bytes: >= 0, Sha256.Length: > 0 }
                ? manifest
                : throw new InvalidDataException("The model manifest lacks fields, or has such as cannot be: publish the model again.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException("The model manifest is not valid JSON: publish the model again.", e);
        }
    }
}

/// <summary>Generated JSON code of <see cref="ModelManifest"/>.</summary>
[JsonSerializable(typeof(ModelManifest))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class ManifestJson : JsonSerializerContext;
