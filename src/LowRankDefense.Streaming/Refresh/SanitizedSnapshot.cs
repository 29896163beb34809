using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Streaming.Patrols;

namespace LowRankDefense.Streaming.Refresh;

/// <summary>What a refresh learns from.</summary>
/// <param name="Matrix">Active users × items.</param>
/// <param name="Users">User id of each row.</param>
/// <param name="Items">Item id of each column.</param>
internal sealed record SanitizedSnapshot(CsrMatrix Matrix, IReadOnlyList<string> Users, IReadOnlyList<string> Items)
{
    /// <summary>Users whom campaigns and crowds hold at that time, some of them still in the matrix; null where no patrol has said so yet.</summary>
    public IReadOnlyList<HeldUser>? Held { get; init; }
}
