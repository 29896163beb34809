namespace LowRankDefense.Numerics;

/// <summary>How far an iterative computation has come.</summary>
/// <param name="Step">Steps done, 1 .. <paramref name="Steps"/>.</param>
/// <param name="Steps">Steps in all.</param>
/// <param name="Loss">Objective after the step; NaN where the computation has none.</param>
public readonly record struct TrainingProgress(int Step, int Steps, double Loss);
