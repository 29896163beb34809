using MemoryPack;

namespace LowRankDefense.Core.Detection.PcaSvm;

/// <summary>A PCA-SVM detector as it is stored. Members are only ever added at the end: a shorter payload of an earlier format can be read.</summary>
[MemoryPackable]
internal sealed partial record PcaSvmPayload
{
    public required string Version { get; init; }
    public required string[] Items { get; init; }
    public required int Rank { get; init; }
    public required float[] Basis { get; init; }
    public required float[] Matrix { get; init; }
    public required float[] Linear { get; init; }
    public required float Constant { get; init; }
    public required float[] Thresholds { get; init; }

    /// <summary>Calibration scores by octave; null in format 1.</summary>
    public float[][]? Scores { get; init; }
}
