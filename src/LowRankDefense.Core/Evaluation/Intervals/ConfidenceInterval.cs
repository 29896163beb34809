namespace LowRankDefense.Core.Evaluation.Intervals;

/// <summary>Bounds between which a quantity lies with the confidence that was asked for.</summary>
/// <param name="Low">Lower bound.</param>
/// <param name="High">Upper bound, not below <paramref name="Low"/>.</param>
public readonly record struct ConfidenceInterval(double Low, double High);
