namespace LowRankDefense.Simulators.Attacks;

/// <summary>A step of a learned attack.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="Epochs">How many there are.</param>
/// <param name="Loss">Loss of the surrogate that was trained on the fakes as they were.</param>
/// <param name="TargetHitRate">Share of the genuine users with a target among the items that it shows them.</param>
/// <param name="Clicks">Interactions of all fakes.</param>
public sealed record AttackStep(int Epoch, int Epochs, double Loss, double TargetHitRate, int Clicks);
