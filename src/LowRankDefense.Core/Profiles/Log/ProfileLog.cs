using LowRankDefense.Core.Serialization;

namespace LowRankDefense.Core.Profiles.Log;

/// <summary>
/// Profiles as the changelog and the stores have them: now and then a snapshot, and behind it deltas, each with the events that came since the record
/// before. So an event costs the same bytes on a long profile as on a short one, and a profile is read back from few records.
/// </summary>
/// <remarks>
/// A snapshot is written where the deltas would take as many bytes as the one before, or be more than <see cref="MostDeltas"/>. It begins a generation of its
/// own; deltas of others, left over, count no more and are overwritten by and by. Formats: <see cref="SnapshotRecord"/>, <see cref="DeltaRecord"/>;
/// <see cref="FirstFormat"/> is still read. Not thread-safe.
/// </remarks>
public sealed class ProfileLog
{
    /// <summary>The most deltas behind a snapshot.</summary>
    public const int MostDeltas = 256;

    private readonly RecordWriter writer = new();

    /// <summary>The record by which the log of <paramref name="profile"/> catches up with it.</summary>
    /// <remarks>The next one builds on it: where it is given up, the profile is to be read anew.</remarks>
    public KeyValuePair<ProfileKey, byte[]> Next(UserProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return TryDelta(profile, out var delta) ? delta : Snapshot(profile);
    }

    /// <summary>The profile of <paramref name="user"/> from its records; null where there is none.</summary>
    /// <param name="user">User id.</param>
    /// <param name="records">The newest snapshot, and behind it the newest delta of each number, from 0. Read up to the first that is left over of an older generation.</param>
    /// <param name="options">How much of a user is remembered.</param>
    /// <exception cref="InvalidDataException">The bytes are damaged or of a version this build does not know; the message names user and remedy.</exception>
    public static UserProfile? Read(string user, IEnumerable<byte[]> records, ProfileOptions options)
    {
        ArgumentNullException.ThrowIfNull(records);
        try
        {
            using var next = records.GetEnumerator();
            if (!next.MoveNext())
                return null;
            var replay = new ProfileReplay(options);
            var snapshot = (Generation: ReadSnapshot(next.Current, replay), next.Current.Length);
            var (deltas, bytes) = (0, 0);
            for (; next.MoveNext() && DeltaRecord.Read(next.Current, snapshot.Generation, replay); deltas++)
                bytes += next.Current.Length;
            return replay.Finish(user, snapshot, (deltas, bytes));
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException(
                $"The profile of user '{user}' cannot be read ({e.Message}): remove the state directory so that it is rebuilt from its changelog, or run the build that wrote it.",
                e
            );
        }
    }

    private static uint ReadSnapshot(ReadOnlySpan<byte> bytes, ProfileReplay replay)
    {
        switch (bytes.IsEmpty ? 0 : bytes[0])
        {
            case FirstFormat.Format:
                FirstFormat.Read(bytes, replay);
                return 0;
            case SnapshotRecord.Format:
                return SnapshotRecord.Read(bytes, replay);
            default:
                throw new InvalidDataException("a snapshot of a format that is not known");
        }
    }

    private bool TryDelta(UserProfile profile, out KeyValuePair<ProfileKey, byte[]> record)
    {
        record = default;
        var before = profile.Logged;
        if (before.Deltas == MostDeltas || !DeltaRecord.CanTell(profile))
            return false;
        writer.Clear();
        DeltaRecord.Write(writer, profile);
        if (before.DeltaBytes + writer.Length >= before.SnapshotBytes)
            return false;
        profile.Logged = before with
        {
            Deltas = before.Deltas + 1,
            DeltaBytes = before.DeltaBytes + writer.Length,
            TotalEvents = profile.TotalEvents,
            ScoredBy = profile.ScoredBy,
        };
        record = KeyValuePair.Create(ProfileKey.OfDelta(profile.User, before.Deltas), writer.ToArray());
        return true;
    }

    private KeyValuePair<ProfileKey, byte[]> Snapshot(UserProfile profile)
    {
        var generation = profile.Logged.Generation + 1;
        writer.Clear();
        SnapshotRecord.Write(writer, profile, generation);
        profile.Logged = new LogPosition(generation, writer.Length, 0, 0, profile.TotalEvents, profile.FirstSeen, profile.ScoredBy);
        return KeyValuePair.Create(ProfileKey.OfSnapshot(profile.User), writer.ToArray());
    }
}
