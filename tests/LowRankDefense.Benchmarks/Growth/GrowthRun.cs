using System.Diagnostics;
using LowRankDefense.Benchmarks.Events;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Streaming.State;

namespace LowRankDefense.Benchmarks.Growth;

/// <summary>Times events against RocksDB stores of growing profiles, catalogues and numbers of users; a cycle is 20,000 events.</summary>
/// <param name="folder">Where the stores are made; each is removed when its cases are done.</param>
/// <param name="mostUsers">The most users: 10⁷ take some gigabytes and minutes.</param>
internal sealed class GrowthRun(DirectoryInfo folder, int mostUsers)
{
    private const int CycleEvents = 20_000;
    private const int Cycles = 5;

    // As many as it takes until the cache has turned over twice; users who all fit it are put into it.
    private const int WarmCycles = 12;
    private static readonly int Cached = new StateOptions().CachedProfiles;
    private readonly EventRing ring = new(CycleEvents);

    /// <summary>Results so far.</summary>
    public List<GrowthResult> Results { get; } = [];

    /// <summary>Runs every case.</summary>
    public void Run()
    {
        var cases = GrowthCase.All(mostUsers).ToArray();
        // Once for the compiler.
        _ = RunAll(cases[..1]);
        foreach (var stored in cases.GroupBy(c => c.Stored))
            Results.AddRange(RunAll([.. stored]));
    }

    private IReadOnlyList<GrowthResult> RunAll(GrowthCase[] stored)
    {
        var directory = Path.Combine(folder.FullName, $"growth-{Environment.ProcessId}");
        try
        {
            using (var store = new RocksDbKeyValueStore(directory))
                StoredProfiles.Fill(store, stored[0]);
            return [.. stored.Select(size => Run(size, directory))];
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private GrowthResult Run(GrowthCase size, string directory)
    {
        using var path = new EventPath(
            new ProfileStore(new RocksDbKeyValueStore(directory), new ProfileOptions(), Cached),
            StoredProfiles.Detector(size.Items)
        );
        var random = new SeededRandom(3);
        // Users who all fit the cache are in it, each with the evidence that a first event sums anew.
        var fits = size.Users <= Cached / 2;
        var turn = 0;
        for (var seen = 0; fits && seen < size.Users; seen += CycleEvents)
            Cycle(path, size, random, () => turn++ % size.Users, new Tally());
        for (var cycle = 0; cycle < (fits ? 1 : WarmCycles); cycle++)
            Cycle(path, size, random, () => User(size, random), new Tally());
        GC.Collect();
        var tally = new Tally();
        for (var cycle = 0; cycle < Cycles; cycle++)
            Cycle(path, size, random, () => User(size, random), tally);
        var result = tally.Result(size, Cycles * CycleEvents);
        Console.Error.WriteLine(result.ToMarkdown(result.EventsPerSecond));
        return result;
    }

    // Drawing the events is outside the clock.
    private void Cycle(EventPath path, GrowthCase size, SeededRandom random, Func<int> user, Tally tally)
    {
        ring.Next(user, () => EventRing.DrawItem(random, size.Items));
        var sent = path.Sent;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        path.Process(ring.Records);
        var processed = Stopwatch.GetTimestamp();
        var changes = path.Seal();
        var isSealed = Stopwatch.GetTimestamp();
        path.Commit(changes);
        tally.Write += Stopwatch.GetElapsedTime(isSealed).TotalMicroseconds;
        tally.Seal += Stopwatch.GetElapsedTime(processed, isSealed).TotalMicroseconds;
        tally.Stages += Stopwatch.GetElapsedTime(started, processed).TotalMicroseconds;
        tally.Allocated += GC.GetAllocatedBytesForCurrentThread() - allocated;
        tally.Changed += changes.Sum(c => (long)c.Key.Bytes.Length + c.Value.Length);
        if (path.Sent - sent != CycleEvents)
            throw new InvalidOperationException(
                $"{path.Sent - sent} records were sent for {CycleEvents} events: verdicts or rejects are among them."
            );
    }

    // Ranks are scattered over the ids, so that the most active users are not neighbours in the store.
    private static int User(GrowthCase size, SeededRandom random)
    {
        if (size.Drawn == UserDraw.Uniform)
            return random.NextInt(size.Users);
        // Density ∝ 1 / rank: the rank is log-uniform.
        var rank = (long)Math.Pow(size.Users + 1.0, random.NextDouble()) - 1;
        return (int)(rank * 7_919 % size.Users);
    }

    private sealed class Tally
    {
        public double Stages { get; set; }

        public double Seal { get; set; }

        public double Write { get; set; }

        public double Changed { get; set; }

        public double Allocated { get; set; }

        public GrowthResult Result(GrowthCase size, int events) =>
            new(size, Stages / events, Seal / events, Write / events, Changed / events, Allocated / events);
    }
}
