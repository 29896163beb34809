using LowRankDefense.Core.Serialization;

namespace LowRankDefense.Core.Profiles.Log;

/// <summary>What has changed of a profile since the record before: as many bytes as its events need, however long the profile is.</summary>
/// <remarks>
/// Format 3: 3, the generation it builds on, status (with 0x80 where "scored by" has changed), total, published, held, score, scored by where it has changed;
/// the events remembered afterwards; the new events, oldest first, behind their number.
/// </remarks>
internal static class DeltaRecord
{
    /// <summary>The first byte.</summary>
    public const byte Format = 3;

    private const byte ScoredByChanged = 0x80;

    /// <summary>Whether a delta can say what has changed since <see cref="UserProfile.Logged"/>; where events were forgotten that no record has, say, it cannot.</summary>
    public static bool CanTell(UserProfile profile) =>
        profile.Logged.SnapshotBytes > 0
        && Added(profile) <= profile.Events.Length
        && profile.FirstSeen == profile.Logged.FirstSeen
        && (profile.ScoredBy is not null || profile.Logged.ScoredBy is null);

    /// <summary>Writes what has changed of <paramref name="profile"/>.</summary>
    public static void Write(RecordWriter to, UserProfile profile)
    {
        var head = profile.Head;
        var isScoredByAnother = !string.Equals(head.ScoredBy, profile.Logged.ScoredBy, StringComparison.Ordinal);
        to.Byte(Format);
        to.Varint(profile.Logged.Generation);
        to.Byte((byte)((byte)head.Status | (isScoredByAnother ? ScoredByChanged : 0)));
        to.Varint((ulong)head.TotalEvents);
        to.Varint((ulong)head.Published);
        to.Count(head.Held);
        to.Single(head.Score);
        if (isScoredByAnother)
            to.Text(head.ScoredBy!);
        to.Count(profile.Events.Length);
        var added = profile.Events[^(int)Added(profile)..];
        to.Count(added.Length);
        foreach (ref readonly var remembered in added)
            EventFields.Write(to, remembered);
    }

    /// <summary>Applies a delta, unless it builds on another generation; returns whether it did.</summary>
    public static bool Read(ReadOnlySpan<byte> bytes, uint generation, ProfileReplay profile)
    {
        if (bytes.IsEmpty || bytes[0] != Format)
            throw new InvalidDataException("a delta of a format that is not known");
        var from = new RecordReader(bytes[1..]);
        if ((uint)from.Varint() != generation)
            return false;
        var status = from.Byte();
        var head = profile.Head with
        {
            Status = SnapshotRecord.StatusOf((byte)(status & ~ScoredByChanged)),
            TotalEvents = (long)from.Varint(),
            Published = (long)from.Varint(),
            Held = from.Count(),
            Score = from.Single(),
        };
        if ((status & ScoredByChanged) != 0)
            head = head with { ScoredBy = from.Text() };
        var remembered = from.Count();
        var added = from.CountOf(EventFields.FewestBytes);
        if (profile.Head.TotalEvents + added != head.TotalEvents)
            throw new InvalidDataException(
                $"it leads from {profile.Head.TotalEvents} events by {added} to {head.TotalEvents}: one before it is missing"
            );
        profile.Head = head;
        for (; added > 0; added--)
            profile.Add(EventFields.Read(ref from), isRecent: true);
        from.End();
        profile.ForgetAllBut(remembered);
        return true;
    }

    private static long Added(UserProfile profile) => profile.TotalEvents - profile.Logged.TotalEvents;
}
