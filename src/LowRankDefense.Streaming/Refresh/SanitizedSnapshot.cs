using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Streaming.Patrols;

namespace LowRankDefense.Streaming.Refresh;

/// <summary>What a refresh learns from.</summary>
/// <param name="Matrix">Active users × items.</param>
/// <param name="Users">User id of each row.</param>
/// <param name="Items">Item id of each column.</param>
internal sealed record SanitizedSnapshot(CsrMatrix Matrix, IReadOnlyList<string> Users, IReadOnlyList<string> Items)
{
    /// <summary>Users whom campaigns and crowds hold at that time: none of them is in the matrix for long.</summary>
    public IReadOnlyList<HeldUser> Held { get; init; } = [];
}
