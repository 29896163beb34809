using MemoryPack;

namespace LowRankDefense.Core.Detection.PcaSvm;

/// <summary>A PCA-SVM detector as it is stored. Members are only ever added at the end: a shorter payload of an earlier format can be read.</summary>
[MemoryPackable]
internal sealed partial record PcaSvmPayload
{
    /// <summary>Version of the detector.</summary>
    public required string Version { get; init; }

    /// <summary>Item id of each row of the basis.</summary>
    public required string[] Items { get; init; }

    /// <summary>Columns of the basis.</summary>
    public required int Rank { get; init; }

    /// <summary>V: items × rank, row-major.</summary>
    public required float[] Basis { get; init; }

    /// <summary>A of the decision function: features × features, row-major; features are the rank, and one more where there is coherence.</summary>
    public required float[] Matrix { get; init; }

    /// <summary>b of the decision function: features.</summary>
    public required float[] Linear { get; init; }

    /// <summary>c of the decision function.</summary>
    public required float Constant { get; init; }

    /// <summary>Thresholds at the lengths 2⁰ to 2⁹; before format 3 for the octaves that begin there.</summary>
    public required float[] Thresholds { get; init; }

    /// <summary>Calibration scores by octave, of format 2 alone.</summary>
    public float[][]? Scores { get; init; }

    /// <summary>Share of genuine users who may ever be above the threshold; since format 3.</summary>
    public double Budget { get; init; }

    /// <summary>Quantiles of genuine scores, lengths × levels; since format 3.</summary>
    public float[][]? Quantiles { get; init; }

    /// <summary>Columns of the item vectors of coherence, 0 without; since format 4.</summary>
    public int CoherenceColumns { get; init; }

    /// <summary>Item vectors of coherence by two bases: items × columns, row-major; since format 4.</summary>
    public float[]? Coherence { get; init; }
}
