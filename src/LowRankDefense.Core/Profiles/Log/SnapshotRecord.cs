using LowRankDefense.Core.Serialization;

namespace LowRankDefense.Core.Profiles.Log;

/// <summary>A whole profile. Evidence is not part of it: it follows from events and detectors.</summary>
/// <remarks>
/// Format 2: 2, generation, status, total, published, held, first seen, score, scored by (0, or 1 and the version); the hashes of recent ids whose events are
/// no longer remembered, oldest first, behind their number; how many of the newest events have recent ids; the events, oldest first, behind their number.
/// </remarks>
internal static class SnapshotRecord
{
    /// <summary>The first byte.</summary>
    public const byte Format = 2;

    /// <summary>Writes <paramref name="profile"/> as the snapshot of a generation.</summary>
    public static void Write(RecordWriter to, UserProfile profile, uint generation)
    {
        to.Byte(Format);
        to.Varint(generation);
        WriteHead(to, profile.Head);
        // An event and its id are taken together: the newest ids are those of the newest events, and need not be written twice.
        var ofEvents = Math.Min(profile.Ids.Count, profile.Events.Length);
        var older = profile.Ids.Count - ofEvents;
        to.Count(older);
        for (var age = 0; age < older; age++)
            to.Word(profile.Ids[age]);
        to.Count(ofEvents);
        to.Count(profile.Events.Length);
        foreach (ref readonly var remembered in profile.Events)
            EventFields.Write(to, remembered);
    }

    /// <summary>Reads a snapshot; returns its generation.</summary>
    public static uint Read(ReadOnlySpan<byte> bytes, ProfileReplay profile)
    {
        var from = new RecordReader(bytes[1..]);
        var generation = (uint)from.Varint();
        profile.Head = ReadHead(ref from);
        for (var older = from.CountOf(sizeof(ulong)); older > 0; older--)
            profile.AddId(from.Word());
        var ofEvents = from.Count();
        var events = from.CountOf(EventFields.FewestBytes);
        for (var left = events; left > 0; left--)
            profile.Add(EventFields.Read(ref from), isRecent: left <= ofEvents);
        from.End();
        return generation;
    }

    /// <summary>The status that a byte stands for.</summary>
    public static UserStatus StatusOf(byte value) =>
        value <= (byte)UserStatus.Quarantined ? (UserStatus)value : throw new InvalidDataException($"there is no status {value}");

    private static void WriteHead(RecordWriter to, in ProfileHead head)
    {
        to.Byte((byte)head.Status);
        to.Varint((ulong)head.TotalEvents);
        to.Varint((ulong)head.Published);
        to.Count(head.Held);
        to.Signed(head.FirstSeen);
        to.Single(head.Score);
        to.Byte(head.ScoredBy is null ? (byte)0 : (byte)1);
        if (head.ScoredBy is not null)
            to.Text(head.ScoredBy);
    }

    private static ProfileHead ReadHead(ref RecordReader from) =>
        new(
            StatusOf(from.Byte()),
            (long)from.Varint(),
            (long)from.Varint(),
            from.Count(),
            from.Signed(),
            from.Single(),
            from.Byte() == 0 ? null : from.Text()
        );
}
