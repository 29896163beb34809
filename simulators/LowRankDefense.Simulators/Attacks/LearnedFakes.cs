using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Simulators.Attacks;

/// <summary>What a learned attack has come to.</summary>
/// <param name="Profiles">Fakes × items: what each fake gives the items that it interacts with.</param>
/// <param name="History">The steps of the attack.</param>
public sealed record LearnedFakes(CsrMatrix Profiles, IReadOnlyList<AttackStep> History);
