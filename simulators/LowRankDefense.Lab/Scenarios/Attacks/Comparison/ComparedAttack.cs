using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Lab.Scenarios.Attacks.Comparison;

/// <summary>An attack of a comparison: a row of its table.</summary>
/// <param name="Name">What it is called there.</param>
/// <param name="LeftOut">Classical attacks that detectors are not shown while they are measured on it.</param>
/// <param name="Fakes">Writes the fakes, fakes × items.</param>
internal sealed record ComparedAttack(string Name, IReadOnlyList<string> LeftOut, Func<CancellationToken, CsrMatrix> Fakes);
