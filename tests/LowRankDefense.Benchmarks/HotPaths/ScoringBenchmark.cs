using BenchmarkDotNet.Attributes;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Benchmarks.HotPaths;

/// <summary>What the worker does with an event: one row of the basis onto the projection, the quadratic form, the threshold.</summary>
[MemoryDiagnoser]
public class ScoringBenchmark
{
    private const int Events = 4096;
    private readonly string[] stream = new string[Events];
    private readonly int[] lengths = new int[Events];
    private readonly float[][] projections = new float[256][];
    private readonly string[] history = new string[50];
    private PcaSvmDetector detector = null!;

    [GlobalSetup]
    public void Train()
    {
        var profiles = SyntheticData.Interactions(300_000, seed: 1);
        string[] items = [.. Enumerable.Range(0, profiles.Columns).Select(i => $"item-{i}")];
        detector = new PcaSvmTrainer(new PcaSvmOptions()).Train("benchmark", new TrainingProfiles(profiles, items), new SeededRandom(2));
        var random = new SeededRandom(3);
        for (var e = 0; e < Events; e++)
            (stream[e], lengths[e]) = (items[random.NextInt(items.Length)], 8 + random.NextInt(200));
        for (var p = 0; p < projections.Length; p++)
            projections[p] = new float[detector.EvidenceLength];
        for (var i = 0; i < history.Length; i++)
            history[i] = items[random.NextInt(items.Length)];
    }

    /// <summary>Incremental projection and quadratic form, per event.</summary>
    [Benchmark(OperationsPerInvoke = Events)]
    public int Incremental()
    {
        var flagged = 0;
        for (var e = 0; e < Events; e++)
        {
            var projection = projections[e % projections.Length];
            detector.Add(projection, stream[e], 1f);
            if (detector.Score(projection, lengths[e]) > detector.Threshold(lengths[e]))
                flagged++;
        }

        return flagged;
    }

    /// <summary>The same where the whole profile, 50 items, is projected anew for every event.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Events)]
    public int WholeProfile()
    {
        var flagged = 0;
        for (var e = 0; e < Events; e++)
        {
            var projection = projections[e % projections.Length];
            Array.Clear(projection);
            foreach (var item in history)
                detector.Add(projection, item, 1f);
            if (detector.Score(projection, lengths[e]) > detector.Threshold(lengths[e]))
                flagged++;
        }

        return flagged;
    }
}
