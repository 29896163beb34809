using System.Globalization;
using LowRankDefense.Core.Profiles;

namespace LowRankDefense.Streaming.State;

/// <summary>Opens the store of a partition.</summary>
public sealed class ProfileStoreFactory(StateOptions state, ProfileOptions profiles)
{
    /// <summary>The store of <paramref name="partition"/>; what was stored there before is kept.</summary>
    public ProfileStore Open(int partition)
    {
        IKeyValueStore store = state.Store switch
        {
            StoreKind.InMemory => new InMemoryKeyValueStore(),
            _ => new RocksDbKeyValueStore(Path.Combine(state.Directory, partition.ToString("D4", CultureInfo.InvariantCulture))),
        };
        return new ProfileStore(store, profiles, state.CachedProfiles);
    }
}
