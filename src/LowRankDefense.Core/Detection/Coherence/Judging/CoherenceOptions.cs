using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Core.Detection.Coherence.Judging;

/// <summary>How a detector of incoherent profiles is trained.</summary>
public sealed record CoherenceOptions
{
    /// <summary>Length of the item vectors; lowered to what the data allows.</summary>
    /// <value>16: more directions tell more fakes from genuine users where none were learnt from, and follow fakes sooner that were; 2 to 127.</value>
    [Range(2, CoherenceVectors.MaximumRank)]
    public int Rank { get; init; } = 16;

    /// <summary>Share of genuine users who may ever be flagged, over the whole life of their profiles.</summary>
    /// <value>0.0002; 0.00001 to 0.2.</value>
    [Range(0.00001, 0.2)]
    public double FalsePositiveBudget { get; init; } = 0.0002;

    /// <summary>Shortest profile that is calibrated for.</summary>
    /// <value>8 items; 3 to 1,000.</value>
    [Range(CoherenceBasis.FewestClicks, 1_000)]
    public int MinimumLength { get; init; } = 8;
}
