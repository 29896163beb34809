using LowRankDefense.Core.Verdicts;
using MemoryPack;

namespace LowRankDefense.Core.Profiles;

/// <summary>A profile as the store and the changelog keep it. The projection is not part of it: it follows from events and model.</summary>
[MemoryPackable]
internal sealed partial record ProfileState
{
    public Standing Standing { get; init; }
    public long TotalEvents { get; init; }
    public long Published { get; init; }
    public int Held { get; init; }
    public long FirstSeen { get; init; }
    public float Score { get; init; }
    public string? ScoredBy { get; init; }
    public ulong[] RecentIds { get; init; } = [];
    public ProfileEvent[] Events { get; init; } = [];
}
