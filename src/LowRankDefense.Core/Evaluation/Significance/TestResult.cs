namespace LowRankDefense.Core.Evaluation.Significance;

/// <summary>The outcome of a two-sided test of the hypothesis that two systems are equally good.</summary>
/// <param name="Statistic">What was measured; the test says what it is.</param>
/// <param name="PValue">Probability, under the hypothesis, of a statistic at least as far from what is expected; 0 .. 1.</param>
public readonly record struct TestResult(double Statistic, double PValue);
