using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Core.Serialization;
using MemoryPack;

namespace LowRankDefense.Core.Tests.Detection.PcaSvm;

/// <summary>Detectors as the first format had them: without the scores behind their thresholds.</summary>
internal static class Format1
{
    public static byte[] Encode(PcaSvmDetector detector) =>
        SealedBytes.Seal(
            "LRDD\u0001"u8,
            new Format1Payload
            {
                Version = detector.Version,
                Items = [.. detector.Items],
                Rank = detector.EvidenceLength,
                Basis = detector.Basis.Data.ToArray(),
                Matrix = detector.Decision.Matrix.Data.ToArray(),
                Linear = detector.Decision.Linear,
                Constant = detector.Decision.Constant,
                Thresholds = [.. detector.Calibration.Thresholds],
            }
        );
}

/// <summary>The members of the first format, in its order.</summary>
[MemoryPackable]
internal sealed partial record Format1Payload
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
