using BenchmarkDotNet.Attributes;
using LowRankDefense.Core.Detection.Campaigns;
using LowRankDefense.Core.Detection.Campaigns.Patrols;
using LowRankDefense.Core.Detection.Crowds;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Benchmarks.HotPaths;

/// <summary>The first patrol of a term, which learns coherence and looks everywhere: 10,000 users × 100,000 items, a million interactions, a campaign among them.</summary>
[MemoryDiagnoser]
[SimpleJob(warmupCount: 1, iterationCount: 5)]
public class PatrolBenchmark
{
    private const int Users = 10_000;
    private const int Items = 100_000;
    private const int Length = 100;
    private const int Fakes = 30;
    private CsrMatrix users = null!;

    /// <summary>Draws the users, clicks by popularity; fakes are among the last thousand.</summary>
    [GlobalSetup]
    public void Draw()
    {
        var random = new SeededRandom(1);
        var cells = new List<(int, int, float)>(Users * Length);
        for (var u = 0; u < Users; u++)
        {
            var clicks = new HashSet<int>();
            if (u >= Users - 1_000 && u % (1_000 / Fakes) == 0)
                clicks.UnionWith([50_000, 60_000, 70_000, 80_000, 90_000]);
            while (clicks.Count < Length)
                clicks.Add((int)Math.Pow(Items, random.NextDouble()) - 1);
            cells.AddRange(clicks.Select(i => (u, i, 1f)));
        }

        users = CsrMatrix.FromEntries(Users, Items, cells);
    }

    /// <summary>A patrol.</summary>
    [Benchmark]
    public int Look()
    {
        var patrol = new CampaignPatrol(new CampaignOptions(), new PatrolOptions(), new CrowdOptions());
        patrol.Look(users);
        return patrol.Campaigns.Count;
    }
}
