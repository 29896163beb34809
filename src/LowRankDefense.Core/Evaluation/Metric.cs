namespace LowRankDefense.Core.Evaluation;

/// <summary>A measured number and what it means.</summary>
/// <param name="Name">Short name, also the key in JSON results.</param>
/// <param name="Value">The number; shares are 0 .. 1.</param>
/// <param name="Definition">One sentence that leaves nothing open.</param>
public sealed record Metric(string Name, double Value, string Definition);
