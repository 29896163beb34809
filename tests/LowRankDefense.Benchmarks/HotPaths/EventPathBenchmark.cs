using BenchmarkDotNet.Attributes;
using LowRankDefense.Benchmarks.Events;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Streaming.State;

namespace LowRankDefense.Benchmarks.HotPaths;

/// <summary>An event all the way from the bytes of its record to the bytes that are sent, on profiles that are full, with a detector in force and default settings.</summary>
[MemoryDiagnoser]
public class EventPathBenchmark
{
    private const int Users = 16;

    // More than the ids against which duplicates are recognised: when a round is taken again, none of its events is one.
    private const int Events = Users * 2_560;
    private readonly EventRing ring = new(Events);
    private readonly InteractionParser parser = new(new InteractionOptions(), new StringPool(), new StringPool());
    private EventPath path = null!;

    /// <summary>Trains a detector and fills the profiles.</summary>
    [GlobalSetup]
    public void Fill()
    {
        var profiles = SyntheticData.Interactions(300_000, seed: 1);
        string[] items = [.. Enumerable.Range(0, profiles.Columns).Select(EventRing.ItemId)];
        var detector = new PcaSvmTrainer(new PcaSvmOptions()).Train("benchmark", new TrainingProfiles(profiles, items), new SeededRandom(2));
        path = new EventPath(new ProfileStore(new InMemoryKeyValueStore(), new ProfileOptions(), cachedProfiles: 1_000), detector);
        var random = new SeededRandom(3);
        var next = 0;
        ring.Next(() => next++ % Users, () => EventRing.DrawItem(random, items.Length));
        WholePath();
        if (Enumerable.Range(0, Users).Any(u => path.Store.Find(EventRing.UserId(u))!.Length < 100))
            throw new InvalidOperationException("The profiles are not filled: what is measured here are duplicates.");
    }

    /// <summary>Parse, profile, score, verdict, sanitize, alert, send.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Events)]
    public long WholePath()
    {
        path.Process(ring.Records);
        return path.Sent;
    }

    /// <summary>Of this, reading the record.</summary>
    [Benchmark(OperationsPerInvoke = Events)]
    public int Parse()
    {
        var accepted = 0;
        foreach (var record in ring.Records)
            accepted += parser.Parse(record.Key, record.Value, default, EventPath.Now).Accepted ? 1 : 0;
        return accepted;
    }
}
