using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Streaming.State;

/// <summary>Where profiles are kept between events.</summary>
public sealed record StateOptions
{
    /// <summary>RocksDB on disk, or memory (rebuilt from the changelog at every start).</summary>
    /// <value><see cref="StoreKind.RocksDb"/>.</value>
    public StoreKind Store { get; init; } = StoreKind.RocksDb;

    /// <summary>Folder of the RocksDB stores, one subfolder a partition; not shared between workers.</summary>
    /// <value><c>data/state</c>.</value>
    [Required(AllowEmptyStrings = false)]
    public string Directory { get; init; } = "data/state";

    /// <summary>Live profiles kept in memory per partition.</summary>
    /// <value>100,000 profiles; 100 to 100,000,000.</value>
    [Range(100, 100_000_000)]
    public int CachedProfiles { get; init; } = 100_000;
}

/// <summary>Implementations of <see cref="IKeyValueStore"/>.</summary>
public enum StoreKind
{
    /// <summary><see cref="RocksDbKeyValueStore"/>.</summary>
    RocksDb,

    /// <summary><see cref="InMemoryKeyValueStore"/>.</summary>
    InMemory,
}
