namespace LowRankDefense.EmbeddedBroker.Log;

/// <summary>A batch in a log.</summary>
/// <param name="BaseOffset">Offset of its first record.</param>
/// <param name="LastOffset">Offset of its last record.</param>
/// <param name="Data">The batch as it goes over the wire.</param>
internal readonly record struct StoredBatch(long BaseOffset, long LastOffset, byte[] Data);
