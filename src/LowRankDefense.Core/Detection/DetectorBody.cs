using MemoryPack;

namespace LowRankDefense.Core.Detection;

/// <summary>A detector as it is stored.</summary>
[MemoryPackable]
internal sealed partial record DetectorBody
{
    public required string Version { get; init; }
    public required string[] Items { get; init; }
    public required int Rank { get; init; }
    public required float[] Basis { get; init; }
    public required float[] Matrix { get; init; }
    public required float[] Linear { get; init; }
    public required float Constant { get; init; }
    public required float[] Thresholds { get; init; }
}
