using BenchmarkDotNet.Attributes;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Campaigns;
using LowRankDefense.Core.Detection.Campaigns.Judging;
using LowRankDefense.Core.Detection.Coherence.Judging;
using LowRankDefense.Core.Detection.Crowds.Judging;
using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Benchmarks.HotPaths;

/// <summary>An event judged by all detectors, sixteen live campaigns and as many crowds among them, against the same event judged by the PCA-SVM detector alone.</summary>
[MemoryDiagnoser]
public class JudgingBenchmark
{
    private const int Events = 16_384;
    private const int Campaigns = 16;
    private const int TellingItems = 25;
    private const int CoreItems = 5;
    private const int ProfileLength = 50;
    private readonly int[] stream = new int[Events];
    private string[] items = null!;
    private IDetector[] detectors = null!;
    private float[][] evidence = null!;

    /// <summary>Trains two detectors and makes the others, of items drawn alike.</summary>
    [GlobalSetup]
    public void Make()
    {
        var profiles = SyntheticData.Interactions(300_000, seed: 1);
        items = [.. Enumerable.Range(0, profiles.Columns).Select(i => $"item-{i}")];
        var random = new SeededRandom(2);
        CampaignModel Campaign(int number) =>
            new(
                $"campaign-{number}",
                0,
                [.. random.Sample(items.Length, TellingItems).Select((i, place) => new TellingItem(items[i], 0.9, 0.0005, place < CoreItems))],
                new CoreRule(3, 0)
            );
        CrowdModel Crowd(int number) =>
            new($"crowd-{number}", 0, items[number], new Dictionary<string, float>(StringComparer.Ordinal) { [$"user-{number}"] = 3f });
        detectors =
        [
            new PcaSvmTrainer(new PcaSvmOptions()).Train("benchmark", new TrainingProfiles(profiles, items), random),
            new CoherenceTrainer(new CoherenceOptions()).Train("benchmark", new TrainingProfiles(profiles, items), random),
            new CampaignDetector("benchmark", [.. Enumerable.Range(0, Campaigns).Select(Campaign)], 10f),
            new CrowdDetector("benchmark", [.. Enumerable.Range(0, Campaigns).Select(Crowd)], 2f),
        ];
        evidence = Array.ConvertAll(detectors, d => new float[d.EvidenceLength]);
        profiles.ColumnIndices[..Events].CopyTo(stream);
    }

    /// <summary>The PCA-SVM detector.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Events)]
    public int PcaSvm() => Judge(1);

    /// <summary>All four.</summary>
    [Benchmark(OperationsPerInvoke = Events)]
    public int All() => Judge(detectors.Length);

    // Profiles of fifty items, each once, one after the other.
    private int Judge(int count)
    {
        var flagged = 0;
        for (var e = 0; e < Events; e++)
        {
            for (var d = 0; d < count; d++)
            {
                if (e % ProfileLength == 0)
                    Begin(d);
                detectors[d].Add(evidence[d], items[stream[e]], 1f);
                flagged += Assessment.Of(detectors[d], evidence[d], 1 + (e % ProfileLength)).Margin > 0 ? 1 : 0;
            }
        }

        return flagged;
    }

    private void Begin(int detector)
    {
        Array.Clear(evidence[detector]);
        detectors[detector].Begin(evidence[detector], "user-3");
    }
}
