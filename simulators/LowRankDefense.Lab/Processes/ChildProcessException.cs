namespace LowRankDefense.Lab.Processes;

/// <summary>A process that was to run on has ended.</summary>
/// <param name="message">Which one, and what it said last.</param>
internal sealed class ChildProcessException(string message) : Exception(message);
