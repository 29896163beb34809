using System.Globalization;
using BenchmarkDotNet.Attributes;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Benchmarks.HotPaths;

/// <summary>An event on a profile that is full: duplicate check, append, evidence, score. Short profiles are those of capacity 32, the default capacity is 512.</summary>
[MemoryDiagnoser]
public class ProfileBenchmark
{
    private const int Events = 16_384;
    private readonly ProfileEvent[] stream = new ProfileEvent[Events];
    private IDetector[] detectors = null!;
    private UserProfile profile = null!;

    /// <summary>Events the profile keeps; it holds as many.</summary>
    [Params(32, 512, 4_096)]
    public int Capacity { get; set; }

    /// <summary>Trains a detector and fills the profile.</summary>
    [GlobalSetup]
    public void Fill()
    {
        var profiles = SyntheticData.Interactions(300_000, seed: 1);
        string[] items = [.. Enumerable.Range(0, profiles.Columns).Select(i => $"item-{i}")];
        detectors = [new PcaSvmTrainer(new PcaSvmOptions()).Train("benchmark", new TrainingProfiles(profiles, items), new SeededRandom(2))];
        var random = new SeededRandom(3);
        for (var e = 0; e < Events; e++)
            stream[e] = new ProfileEvent("e-" + e.ToString(CultureInfo.InvariantCulture), items[random.NextInt(items.Length)], 1f, e);
        profile = new UserProfile("u", new ProfileOptions { Capacity = Capacity });
        _ = Append();
    }

    /// <summary>What the worker does with each event, parsing and producing apart.</summary>
    [Benchmark(OperationsPerInvoke = Events)]
    public int Append()
    {
        var flagged = 0;
        foreach (ref readonly var added in stream.AsSpan())
        {
            if (profile.HasSeen(added.Id))
                continue;
            profile.Append(added, detectors);
            flagged += Assessment.Of(detectors[0], profile.EvidenceFor(detectors[0]), profile.Length).Margin > 0 ? 1 : 0;
        }

        return flagged;
    }
}
