using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Core.Verdicts;

/// <summary>When a score becomes a verdict.</summary>
public sealed record VerdictOptions
{
    /// <summary>Distinct items a profile must have before it can be found fake or genuine.</summary>
    /// <value>8 items; 1 to 1,000.</value>
    [Range(1, 1_000)]
    public int MinimumEvents { get; init; } = 8;

    /// <summary>How far below the threshold the score of a quarantined user must fall before the user is reinstated: keeps verdicts from flapping.</summary>
    /// <value>0.25 in units of the decision function; 0 to 100.</value>
    [Range(0.0, 100.0)]
    public float ReinstatementMargin { get; init; } = 0.25f;

    /// <summary>Items named in a verdict.</summary>
    /// <value>5; 0 to 50.</value>
    [Range(0, 50)]
    public int ExplainedItems { get; init; } = 5;
}
