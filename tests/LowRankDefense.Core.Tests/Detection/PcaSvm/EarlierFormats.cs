using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Core.Serialization;
using MemoryPack;

namespace LowRankDefense.Core.Tests.Detection.PcaSvm;

/// <summary>Detectors as earlier formats had them: the first without what lies behind their thresholds, the second with scores, the third with quantiles.</summary>
internal static class EarlierFormats
{
    public static byte[] Encode(PcaSvmDetector detector, byte format)
    {
        var first = new Format1Payload
        {
            Version = detector.Version,
            Items = [.. detector.Items],
            Rank = detector.Basis.Columns,
            Basis = detector.Basis.Data.ToArray(),
            Matrix = detector.Decision.Matrix.Data.ToArray(),
            Linear = detector.Decision.Linear,
            Constant = detector.Decision.Constant,
            Thresholds = [.. detector.Calibration.Thresholds],
        };
        return format switch
        {
            1 => SealedBytes.Seal("LRDD\u0001"u8, first),
            2 => SealedBytes.Seal("LRDD\u0002"u8, Second(first)),
            _ => SealedBytes.Seal("LRDD\u0003"u8, Third(first, detector)),
        };
    }

    private static Format2Payload Second(Format1Payload first) =>
        new()
        {
            Version = first.Version,
            Items = first.Items,
            Rank = first.Rank,
            Basis = first.Basis,
            Matrix = first.Matrix,
            Linear = first.Linear,
            Constant = first.Constant,
            Thresholds = first.Thresholds,
            Scores = [.. Enumerable.Repeat<float[]>([1f, 2f, 3f], first.Thresholds.Length)],
        };

    private static Format3Payload Third(Format1Payload first, PcaSvmDetector detector) =>
        new()
        {
            Version = first.Version,
            Items = first.Items,
            Rank = first.Rank,
            Basis = first.Basis,
            Matrix = first.Matrix,
            Linear = first.Linear,
            Constant = first.Constant,
            Thresholds = first.Thresholds,
            Budget = detector.Calibration.Budget,
            Quantiles = [.. detector.Calibration.Quantiles],
        };
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

/// <summary>The members of the second format, in its order.</summary>
[MemoryPackable]
internal sealed partial record Format2Payload
{
    public required string Version { get; init; }
    public required string[] Items { get; init; }
    public required int Rank { get; init; }
    public required float[] Basis { get; init; }
    public required float[] Matrix { get; init; }
    public required float[] Linear { get; init; }
    public required float Constant { get; init; }
    public required float[] Thresholds { get; init; }
    public required float[][] Scores { get; init; }
}

/// <summary>The members of the third format, in its order.</summary>
[MemoryPackable]
internal sealed partial record Format3Payload
{
    public required string Version { get; init; }
    public required string[] Items { get; init; }
    public required int Rank { get; init; }
    public required float[] Basis { get; init; }
    public required float[] Matrix { get; init; }
    public required float[] Linear { get; init; }
    public required float Constant { get; init; }
    public required float[] Thresholds { get; init; }
    public float[][]? Scores { get; init; }
    public required double Budget { get; init; }
    public required float[][] Quantiles { get; init; }
}
