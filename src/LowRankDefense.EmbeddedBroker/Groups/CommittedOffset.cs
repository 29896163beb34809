namespace LowRankDefense.EmbeddedBroker.Groups;

/// <summary>A committed position.</summary>
/// <param name="Offset">Offset of the next record to read.</param>
/// <param name="Metadata">What the client stored with it.</param>
internal readonly record struct CommittedOffset(long Offset, string? Metadata);
