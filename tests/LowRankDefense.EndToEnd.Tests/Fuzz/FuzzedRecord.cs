namespace LowRankDefense.EndToEnd.Tests.Fuzz;

/// <summary>A record that the worker has to refuse.</summary>
/// <param name="Kind">What is wrong with it.</param>
/// <param name="Key">Record key; null where the record has none.</param>
/// <param name="Value">Record value.</param>
/// <param name="SchemaVersion">Value of the schema version header; null where the record has none.</param>
internal sealed record FuzzedRecord(string Kind, byte[]? Key, byte[] Value, string? SchemaVersion = null);
