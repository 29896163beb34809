using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Core.Verdicts;

/// <summary>When a score becomes a verdict.</summary>
public sealed record VerdictOptions
{
    /// <summary>Distinct items a profile must have before it can be found fake or genuine.</summary>
    /// <value>8 items; 1 to 1,000.</value>
    [Range(1, 1_000)]
    public int MinimumEvents { get; init; } = 8;

    /// <summary>How many times as common a score as the threshold's must be before a quarantined user is reinstated: keeps verdicts from flapping.</summary>
    /// <value>2: to be let go of takes twice the p-value that convicts; 1 to 1,000,000.</value>
    [Range(1.0, 1_000_000.0)]
    public double ReinstatementFactor { get; init; } = 2;

    /// <summary>Share of genuine users who may ever be found fake by several detectors together, none of which would by itself: beside the detectors' own budgets.</summary>
    /// <value>0.0001; 0, where each detector is to speak for itself only, to 0.005. See <see cref="JointEvidence"/>.</value>
    [Range(0.0, 0.005)]
    public double JointBudget { get; init; } = 0.0001;

    /// <summary>Items named in a verdict.</summary>
    /// <value>5; 0 to 50.</value>
    [Range(0, 50)]
    public int ExplainedItems { get; init; } = 5;
}
