using LowRankDefense.Core.Profiles.Log;

namespace LowRankDefense.Streaming.State;

/// <summary>The newest record of every key of a changelog, and how far the changelog is reflected in them.</summary>
/// <remarks>
/// One owner; <see cref="Write"/> may be called from another thread while the owner reads, who sees a record as it was before or as it is after: he must not
/// read a user who is being written.
/// </remarks>
public interface IKeyValueStore : IDisposable
{
    /// <summary>Changelog offset up to which (exclusive) the store is complete; 0 for a new store. Written with every batch.</summary>
    long Checkpoint { get; }

    /// <summary>The records of a user, read as they are asked for: the snapshot and the deltas in the order of their numbers; none where there is no snapshot.</summary>
    /// <param name="user">Key of the user's snapshots.</param>
    IEnumerable<byte[]> Read(ProfileKey user);

    /// <summary>Writes all records and the checkpoint, or none of them.</summary>
    void Write(IReadOnlyCollection<KeyValuePair<ProfileKey, byte[]>> records, long checkpoint);

    /// <summary>The keys of up to <paramref name="count"/> snapshots after <paramref name="after"/> in the order of their bytes; from the first where it is null.</summary>
    IReadOnlyList<ProfileKey> UsersAfter(ProfileKey? after, int count);

    /// <summary>Removes every record and the checkpoint.</summary>
    void Wipe();
}
