using MemoryPack;

namespace LowRankDefense.Core.Profiles.Log;

/// <summary>A whole profile as earlier builds wrote it, byte 1 in front: read as the snapshot of generation 0, written no more.</summary>
[MemoryPackable]
internal sealed partial record FirstFormat
{
    /// <summary>The first byte.</summary>
    public const byte Format = 1;

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
    public FirstFormatEvent[] Events { get; init; } = [];

    /// <summary>Reads a profile.</summary>
    public static void Read(ReadOnlySpan<byte> bytes, ProfileReplay profile)
    {
        var read = Parse(bytes[1..]);
        profile.Head = new ProfileHead(read.Status, read.TotalEvents, read.Published, read.Held, read.FirstSeen, read.Score, read.ScoredBy);
        foreach (var hash in read.RecentIds)
            profile.AddId(hash);
        foreach (var e in read.Events)
            profile.Add(new ProfileEvent(e.Id, e.Item, e.Value, e.Timestamp), isRecent: false);
    }

    private static FirstFormat Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return MemoryPackSerializer.Deserialize<FirstFormat>(bytes) ?? throw new InvalidDataException("it is empty");
        }
        catch (MemoryPackSerializationException e)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }
}

/// <summary>See <see cref="ProfileEvent"/>.</summary>
[MemoryPackable]
internal readonly partial record struct FirstFormatEvent(string Id, string Item, float Value, long Timestamp);
