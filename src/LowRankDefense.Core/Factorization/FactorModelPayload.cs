using MemoryPack;

namespace LowRankDefense.Core.Factorization;

/// <summary>A factor model as it is stored; matrices row-major.</summary>
[MemoryPackable]
internal sealed partial record FactorModelPayload
{
    public required string Version { get; init; }
    public required float Offset { get; init; }
    public required int Rank { get; init; }
    public required int UserCount { get; init; }
    public required int ItemCount { get; init; }
    public required float[] Users { get; init; }
    public required float[] Items { get; init; }
}
