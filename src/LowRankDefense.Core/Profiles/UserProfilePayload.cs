using MemoryPack;

namespace LowRankDefense.Core.Profiles;

/// <summary>A profile as the store and the changelog keep it. Evidence is not part of it: it follows from events and detectors.</summary>
[MemoryPackable]
internal sealed partial record UserProfilePayload
{
    public UserStatus Status { get; init; }
    public long TotalEvents { get; init; }
    public long Published { get; init; }
    public int Held { get; init; }
    public long FirstSeen { get; init; }
    public float Score { get; init; }
    public string? ScoredBy { get; init; }
    public ulong[] RecentIds { get; init; } = [];
    public ProfileEvent[] Events { get; init; } = [];
}
