using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Profiles.Log;

namespace LowRankDefense.Streaming.State;

/// <summary>The profiles of one partition: a cache of live profiles and the changes of the current cycle, over an <see cref="IKeyValueStore"/>.</summary>
/// <remarks>
/// Cycle: <see cref="Find"/> or <see cref="GetOrCreate"/>, change, <see cref="MarkChanged"/>; <see cref="Seal"/> makes the records of what changed
/// for the changelog and begins the next cycle; only after the transaction committed does <see cref="Write"/> store it, with the checkpoint, in one batch,
/// and <see cref="Commit"/> make it final. <see cref="Rollback"/> forgets every profile changed since the last commit, so that the store may lag its
/// changelog and never leads it. One owner; only <see cref="Write"/> may be called beside the others, from one other thread.
/// </remarks>
public sealed class ProfileStore(IKeyValueStore store, ProfileOptions profileOptions, int cachedProfiles) : IDisposable
{
    // Two generations make a least-recently-used cache without bookkeeping per access: what is used moves to the young one.
    private Dictionary<string, UserProfile> young = new(StringComparer.Ordinal);
    private Dictionary<string, UserProfile> old = new(StringComparer.Ordinal);
    private Dictionary<string, UserProfile> changed = new(StringComparer.Ordinal);
    private Dictionary<string, UserProfile> committing = new(StringComparer.Ordinal);
    private readonly ProfileLog log = new();

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
            profile = Read(user, ProfileKey.OfSnapshot(user));
        if (profile is not null)
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
        // A profile that came from a scan need not be in the cache.
        if (changed.TryAdd(profile.User, profile))
            young[profile.User] = profile;
    }

    /// <summary>A record of each changed profile, for the changelog and for <see cref="Write"/>; ends the cycle. One at a time: the one before must be committed.</summary>
    public IReadOnlyList<KeyValuePair<ProfileKey, byte[]>> Seal()
    {
        var records = new List<KeyValuePair<ProfileKey, byte[]>>(changed.Count);
        foreach (var profile in changed.Values)
            records.Add(log.Next(profile));
        (changed, committing) = (committing, changed);
        return records;
    }

    /// <summary>Stores what was sealed, and <paramref name="checkpoint"/> (offset of the last changelog record + 1).</summary>
    public void Write(IReadOnlyCollection<KeyValuePair<ProfileKey, byte[]>> records, long checkpoint) => store.Write(records, checkpoint);

    /// <summary>What was sealed is stored, or was nothing.</summary>
    public void Commit()
    {
        committing.Clear();
        TurnGenerations();
    }

    /// <summary>Forgets the changes since the last commit; the profiles are read again from the store when they are next needed.</summary>
    public void Rollback()
    {
        foreach (var user in changed.Keys.Concat(committing.Keys))
        {
            young.Remove(user);
            old.Remove(user);
        }

        changed.Clear();
        committing.Clear();
        TurnGenerations();
    }

    /// <summary>Writes records read back from the changelog, the newest of each key, and the checkpoint behind them.</summary>
    public void ApplyChangelog(IReadOnlyCollection<KeyValuePair<ProfileKey, byte[]>> records, long checkpoint) => store.Write(records, checkpoint);

    /// <summary>Up to <paramref name="count"/> stored profiles after <paramref name="after"/>, for sweeps; live ones where they are cached.</summary>
    /// <remarks>Only stored profiles are seen: call it when no cycle is open and none is on its way.</remarks>
    public IReadOnlyList<UserProfile> Scan(string? after, int count)
    {
        var keys = store.UsersAfter(after is null ? null : ProfileKey.OfSnapshot(after), count);
        var profiles = new UserProfile[keys.Count];
        for (var i = 0; i < profiles.Length; i++)
        {
            var user = keys[i].User;
            profiles[i] = young.GetValueOrDefault(user) ?? old.GetValueOrDefault(user) ?? Read(user, keys[i])!;
        }

        return profiles;
    }

    /// <summary>Empties store and cache, for a store that its changelog no longer reaches.</summary>
    public void Wipe()
    {
        young.Clear();
        old.Clear();
        changed.Clear();
        committing.Clear();
        store.Wipe();
    }

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();

    private UserProfile? Read(string user, ProfileKey key) => ProfileLog.Read(user, store.Read(key), profileOptions);

    // Only at a commit: what drops out was touched before the commit before, so that whatever was changed of it is stored.
    private void TurnGenerations()
    {
        if (young.Count <= cachedProfiles / 2)
            return;
        old = young;
        young = new Dictionary<string, UserProfile>(StringComparer.Ordinal);
    }
}
