using LowRankDefense.Core.Detection.Coherence.Judging;
using LowRankDefense.Core.Detection.PcaSvm;

namespace LowRankDefense.Core.Detection.Catalog;

/// <summary>The options of all families, for whoever trains by name.</summary>
public sealed record DetectorSettings
{
    /// <summary>Options of <c>pca-svm</c>.</summary>
    public PcaSvmOptions PcaSvm { get; init; } = new();

    /// <summary>Options of <c>coherence</c>.</summary>
    public CoherenceOptions Coherence { get; init; } = new();
}
