namespace LowRankDefense.Streaming.Pipeline;

/// <summary>A row of the stage table.</summary>
/// <param name="Step">What happens, as the table names it.</param>
/// <param name="CoreFolders">Folders of Core that hold the science of the step.</param>
/// <param name="Stage">The type in Streaming that takes an event through it.</param>
/// <param name="Topics">Default names of the topics it writes.</param>
public sealed record StageRow(string Step, IReadOnlyList<string> CoreFolders, Type Stage, IReadOnlyList<string> Topics);
