using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Groups;

/// <summary>Answer to a member that asks for its assignment.</summary>
/// <param name="Error">Why there is none.</param>
/// <param name="Assignment">What the leader assigned.</param>
internal readonly record struct SyncResult(ErrorCode Error, byte[] Assignment);
