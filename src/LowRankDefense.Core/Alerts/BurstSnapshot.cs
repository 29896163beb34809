namespace LowRankDefense.Core.Alerts;

/// <summary>State of a <see cref="BurstDetector"/> at a cycle boundary.</summary>
/// <param name="Window">Convictions in the window.</param>
/// <param name="AlertedAt">Suspects in the window when the last alert was raised; 0 where none was.</param>
public sealed record BurstSnapshot(IReadOnlyList<Conviction> Window, int AlertedAt);
