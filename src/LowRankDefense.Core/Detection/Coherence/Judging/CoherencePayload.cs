using MemoryPack;

namespace LowRankDefense.Core.Detection.Coherence.Judging;

/// <summary>A detector of incoherent profiles as it is stored. Members are only ever added at the end.</summary>
[MemoryPackable]
internal sealed partial record CoherencePayload
{
    /// <summary>Version of the detector.</summary>
    public required string Version { get; init; }

    /// <summary>Item id of each row of the vectors.</summary>
    public required string[] Items { get; init; }

    /// <summary>Columns of the vectors.</summary>
    public required int Columns { get; init; }

    /// <summary>x and y of each item: items × columns, row-major.</summary>
    public required float[] Vectors { get; init; }

    /// <summary>Share of genuine users who may ever be above the threshold.</summary>
    public required double Budget { get; init; }

    /// <summary>Quantiles of genuine scores: lengths × levels.</summary>
    public required float[][] Quantiles { get; init; }
}
