using LowRankDefense.Core.Profiles;

namespace LowRankDefense.Streaming.State;

/// <summary>The profiles of one partition: a cache of live profiles and the changes of the current cycle, over an <see cref="IKeyValueStore"/>.</summary>
/// <remarks>
/// Cycle: <see cref="Find"/> or <see cref="GetOrCreate"/>, change, <see cref="MarkChanged"/>; <see cref="Seal"/> encodes what changed for the
/// changelog; only after the transaction committed does <see cref="Commit"/> write it, with the checkpoint, in one batch. <see cref="Rollback"/>
/// forgets every changed profile, so that the store may lag its changelog and never leads it. One owner, not thread-safe.
/// </remarks>
public sealed class ProfileStore(IKeyValueStore store, ProfileOptions profileOptions, int cachedProfiles) : IDisposable
{
    // Two generations make a least-recently-used cache without bookkeeping per access: what is used moves to the young one.
    private Dictionary<string, UserProfile> young = new(StringComparer.Ordinal);
    private Dictionary<string, UserProfile> old = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UserProfile> changed = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, byte[]>> sealedChanges = [];

    /// <summary>Changelog offset up to which (exclusive) the store is complete.</summary>
    public long Checkpoint => store.Checkpoint;

    /// <summary>Number of profiles changed in this cycle.</summary>
    public int ChangedCount => changed.Count;

    /// <summary>The profile of <paramref name="user"/>, or null where there is none.</summary>
    public UserProfile? Find(string user)
    {
        if (young.TryGetValue(user, out var profile))
            return profile;
        if (!old.Remove(user, out profile))
        {
            var bytes = store.Get(user);
            if (bytes is null)
                return null;
            profile = UserProfileCodec.Decode(user, bytes, profileOptions);
        }

        young.Add(user, profile);
        return profile;
    }

    /// <summary>The profile of <paramref name="user"/>, a new one where there is none; it exists for good once it is marked changed and committed.</summary>
    public UserProfile GetOrCreate(string user)
    {
        var profile = Find(user);
        if (profile is not null)
            return profile;
        profile = new UserProfile(user, profileOptions);
        young.Add(user, profile);
        return profile;
    }

    /// <summary>Says that <paramref name="profile"/> was changed and has to be stored.</summary>
    public void MarkChanged(UserProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        if (!changed.TryAdd(profile.User, profile))
            return;
        old.Remove(profile.User);
        young[profile.User] = profile;
    }

    /// <summary>The changed profiles, encoded, for the changelog; what <see cref="Commit"/> will write. A cycle without changes ends here: there is nothing to commit.</summary>
    public IReadOnlyList<KeyValuePair<string, byte[]>> Seal()
    {
        sealedChanges.Clear();
        if (changed.Count == 0)
            EndCycle();
        foreach (var (user, profile) in changed)
            sealedChanges.Add(KeyValuePair.Create(user, UserProfileCodec.Encode(profile)));
        return sealedChanges;
    }

    /// <summary>Writes what was sealed and <paramref name="checkpoint"/> (offset of the last changelog record + 1).</summary>
    public void Commit(long checkpoint)
    {
        store.Write(sealedChanges, checkpoint);
        EndCycle();
    }

    /// <summary>Forgets the changes of this cycle; the profiles are read again from the store when they are next needed.</summary>
    public void Rollback()
    {
        foreach (var user in changed.Keys)
        {
            young.Remove(user);
            old.Remove(user);
        }

        EndCycle();
    }

    /// <summary>Writes records read back from the changelog, the newest of each key, and the checkpoint behind them.</summary>
    public void ApplyChangelog(IReadOnlyCollection<KeyValuePair<string, byte[]>> records, long checkpoint) => store.Write(records, checkpoint);

    /// <summary>Up to <paramref name="count"/> stored profiles after <paramref name="after"/>, for sweeps; live ones where they are cached.</summary>
    /// <remarks>Only committed profiles are seen: call it at a cycle boundary.</remarks>
    public IReadOnlyList<UserProfile> Scan(string? after, int count)
    {
        var entries = store.ScanAfter(after, count);
        var profiles = new UserProfile[entries.Count];
        for (var i = 0; i < profiles.Length; i++)
        {
            var user = entries[i].Key;
            profiles[i] =
                young.GetValueOrDefault(user) ?? old.GetValueOrDefault(user) ?? UserProfileCodec.Decode(user, entries[i].Value, profileOptions);
        }

        return profiles;
    }

    /// <summary>Empties store and cache, for a store that its changelog no longer reaches.</summary>
    public void Wipe()
    {
        young.Clear();
        old.Clear();
        changed.Clear();
        sealedChanges.Clear();
        store.Wipe();
    }

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();

    // Generations turn only between cycles: a changed profile never drops out of reach before it is stored.
    private void EndCycle()
    {
        changed.Clear();
        sealedChanges.Clear();
        if (young.Count <= cachedProfiles / 2)
            return;
        old = young;
        young = new Dictionary<string, UserProfile>(StringComparer.Ordinal);
    }
}
