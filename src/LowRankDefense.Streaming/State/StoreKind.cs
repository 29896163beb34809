namespace LowRankDefense.Streaming.State;

/// <summary>Implementations of <see cref="IKeyValueStore"/>.</summary>
public enum StoreKind
{
    /// <summary><see cref="RocksDbKeyValueStore"/>.</summary>
    RocksDb,

    /// <summary><see cref="InMemoryKeyValueStore"/>.</summary>
    InMemory,
}
