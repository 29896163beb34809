namespace LowRankDefense.Simulators.Datasets;

/// <summary>What is true of a fake.</summary>
/// <param name="Attack">Name of its attack.</param>
/// <param name="Wave">The wave it comes in, from 1; null where there are none.</param>
/// <param name="Targets">Ids of the items that its attack is after; empty where nobody knows.</param>
public sealed record FakeTruth(string Attack, int? Wave, IReadOnlyList<string> Targets);
