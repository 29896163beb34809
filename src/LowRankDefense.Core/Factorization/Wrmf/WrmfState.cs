using LowRankDefense.Numerics.Optimization;

namespace LowRankDefense.Core.Factorization.Wrmf;

/// <summary>Where a <see cref="WrmfTraining"/> stands between two batches.</summary>
/// <param name="Users">P with its moments.</param>
/// <param name="Items">Q with its moments.</param>
public sealed record WrmfState(AdamState Users, AdamState Items);
