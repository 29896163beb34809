using System.Text.Json.Serialization;

namespace LowRankDefense.Streaming.Models;

/// <summary>Generated JSON code of <see cref="ModelManifest"/>.</summary>
[JsonSerializable(typeof(ModelManifest))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class ManifestJson : JsonSerializerContext;
