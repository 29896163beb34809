using LowRankDefense.Lab.Output;

namespace LowRankDefense.Lab.Scenarios;

/// <summary>What a scenario measured, and whether that is what was promised.</summary>
/// <param name="Figures">In the order of their table.</param>
/// <param name="Succeeded">Whether the exit code is to be 0.</param>
internal sealed record Outcome(IReadOnlyList<Figure> Figures, bool Succeeded);
