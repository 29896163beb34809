using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Profiles.Log;
using LowRankDefense.Streaming.State;

namespace LowRankDefense.Streaming.Tests.State;

/// <summary>A store of profiles over one in memory, and what a loop does with it.</summary>
public abstract class ProfileStoreHarness
{
    private readonly InMemoryKeyValueStore backend = new();
    private readonly ProfileStore store;

    protected ProfileStoreHarness() => store = Fresh();

    protected ProfileStore Store => store;

    // Another one over what is stored.
    protected ProfileStore Fresh() => new(backend, new ProfileOptions(), cachedProfiles: 100);

    protected UserProfile? Stored(string user) => Fresh().Find(user);

    protected IReadOnlyList<KeyValuePair<ProfileKey, byte[]>> Commit(long checkpoint)
    {
        var records = store.Seal();
        store.Write(records, checkpoint);
        store.Commit();
        return records;
    }

    protected void Change(string user, params string[] ids)
    {
        var profile = store.GetOrCreate(user);
        foreach (var id in ids)
            profile.Append(new ProfileEvent(id, "i", 1f, 0), []);
        store.MarkChanged(profile);
    }

    // More than half of what the cache holds: the generations turn.
    protected void Fill(string prefix, long checkpoint)
    {
        for (var i = 0; i < 60; i++)
            Change($"{prefix}-{i}", "e");
        Commit(checkpoint);
    }
}
