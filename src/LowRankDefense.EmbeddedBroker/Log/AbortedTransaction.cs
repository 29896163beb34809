namespace LowRankDefense.EmbeddedBroker.Log;

/// <summary>A stretch of a log that read_committed consumers skip.</summary>
/// <param name="ProducerId">Whose records.</param>
/// <param name="FirstOffset">First record of the transaction.</param>
/// <param name="LastOffset">Its abort marker.</param>
internal readonly record struct AbortedTransaction(long ProducerId, long FirstOffset, long LastOffset);
