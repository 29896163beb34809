using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Streaming.Refresh;

/// <summary>What a refresh learns from.</summary>
/// <param name="Matrix">Active users × items.</param>
/// <param name="Users">User id of each row.</param>
/// <param name="Items">Item id of each column.</param>
internal sealed record SanitizedSnapshot(CsrMatrix Matrix, IReadOnlyList<string> Users, IReadOnlyList<string> Items);
