namespace LowRankDefense.Core.Profiles;

/// <summary>What a profile holds beside its events and their ids; the properties of <see cref="UserProfile"/> of the same names.</summary>
internal readonly record struct ProfileHead(
    UserStatus Status,
    long TotalEvents,
    long Published,
    int Held,
    long FirstSeen,
    float Score,
    string? ScoredBy
);
