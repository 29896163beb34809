using MemoryPack;

namespace LowRankDefense.Core.Profiles;

/// <summary>A profile as the store and the changelog keep it. Evidence is not part of it: it follows from events and detectors.</summary>
[MemoryPackable]
internal sealed partial record UserProfilePayload
{
    /// <summary>See <see cref="UserProfile.Status"/>.</summary>
    public UserStatus Status { get; init; }

    /// <summary>See <see cref="UserProfile.TotalEvents"/>.</summary>
    public long TotalEvents { get; init; }

    /// <summary>See <see cref="UserProfile.Published"/>.</summary>
    public long Published { get; init; }

    /// <summary>See <see cref="UserProfile.Held"/>.</summary>
    public int Held { get; init; }

    /// <summary>See <see cref="UserProfile.FirstSeen"/>.</summary>
    public long FirstSeen { get; init; }

    /// <summary>See <see cref="UserProfile.Score"/>.</summary>
    public float Score { get; init; }

    /// <summary>See <see cref="UserProfile.ScoredBy"/>.</summary>
    public string? ScoredBy { get; init; }

    /// <summary>Hashes of the newest event ids, oldest first.</summary>
    public ulong[] RecentIds { get; init; } = [];

    /// <summary>See <see cref="UserProfile.Events"/>.</summary>
    public ProfileEvent[] Events { get; init; } = [];
}
