using System.Globalization;
using BenchmarkDotNet.Attributes;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Streaming.State;

namespace LowRankDefense.Benchmarks.HotPaths;

/// <summary>What the store costs an event, on full profiles of several lengths, in RocksDB: a cycle in which every user has one event, and reading a profile that is not in the cache.</summary>
[MemoryDiagnoser]
public class ProfileStoreBenchmark
{
    private const int Users = 256;
    private readonly string directory = Directory.CreateTempSubdirectory("store-benchmark-").FullName;
    private readonly string[] users = new string[Users];
    private ProfileOptions options = null!;
    private RocksDbKeyValueStore backend = null!;
    private ProfileStore store = null!;
    private long sent;
    private long cycle;

    /// <summary>Events of each profile.</summary>
    [Params(10, 100, 512, 4_096)]
    public int Length { get; set; }

    /// <summary>Fills the profiles, and lets each come to another place between two snapshots.</summary>
    [GlobalSetup]
    public void Fill()
    {
        options = new ProfileOptions { Capacity = Length, DuplicateWindow = Math.Min(Length, 2_048) };
        backend = new RocksDbKeyValueStore(directory);
        store = new ProfileStore(backend, options, cachedProfiles: 10 * Users);
        for (var u = 0; u < Users; u++)
        {
            users[u] = "user-" + (u * 7_919).ToString(CultureInfo.InvariantCulture);
            for (var e = 0; e < Length; e++)
                Append(users[u]);
            Commit();
            for (var changes = 0; changes < u; changes++)
            {
                Append(users[u]);
                Commit();
            }
        }

        backend.Dispose();
        backend = new RocksDbKeyValueStore(directory);
        store = new ProfileStore(backend, options, cachedProfiles: 10 * Users);
    }

    /// <summary>Closes the store and removes its files.</summary>
    [GlobalCleanup]
    public void Remove()
    {
        backend.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    /// <summary>Append, record for the changelog, write: per event, each of another user.</summary>
    [Benchmark(OperationsPerInvoke = Users)]
    public void Event()
    {
        foreach (var user in users)
            Append(user);
        Commit();
    }

    /// <summary>A profile from its records.</summary>
    [Benchmark(OperationsPerInvoke = Users)]
    public int ColdRead()
    {
        var cold = new ProfileStore(backend, options, cachedProfiles: 0);
        var length = 0;
        foreach (var user in users)
            length += cold.Find(user)!.Length;
        return length;
    }

    private void Append(string user)
    {
        var profile = store.GetOrCreate(user);
        var number = ++sent;
        profile.Append(
            new ProfileEvent(
                "event-" + number.ToString(CultureInfo.InvariantCulture),
                "item-" + (number * 31 % 5_003).ToString(CultureInfo.InvariantCulture),
                1f,
                1_700_000_000_000 + number
            ),
            []
        );
        store.MarkChanged(profile);
    }

    private void Commit()
    {
        store.Write(store.Seal(), ++cycle);
        store.Commit();
    }
}
