using System.Text;
using LowRankDefense.Core.Alerts;
using LowRankDefense.Core.Detection.Campaigns;
using LowRankDefense.Core.Detection.Campaigns.Patrols;
using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.Core.Detection.Crowds;
using LowRankDefense.Core.Detection.Crowds.Judging;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Streaming.Models;
using LowRankDefense.Streaming.Patrols;
using LowRankDefense.Streaming.Telemetry;
using LowRankDefense.Streaming.Tests.Harness;
using Microsoft.Extensions.Time.Testing;

namespace LowRankDefense.Streaming.Tests.Patrols;

/// <summary>A term of patrols where fakes push one item: what it publishes of the crowd, and what the next term takes over.</summary>
public sealed class PatrolTermCrowdTests : IDisposable
{
    private const int Communities = 6;
    private const int ItemsEach = 120;
    private readonly FakeTimeProvider time = new(Snapshots.Now);
    private readonly ModelRegistry registry = new();
    private readonly WorkerMetrics metrics = new();
    private readonly CollectedLog log = new();
    private readonly RecordingProducer producer = new();
    private readonly SeededRandom random = new(6);
    private int users;

    public void Dispose() => producer.Dispose();

    [Fact]
    public void Crowd_ShouldBePublishedAndTold_AndNothingWhileNothingChanges()
    {
        var term = Begin();
        Genuine(term, 900);
        term.Run(producer, CancellationToken.None);
        producer.Sent.ShouldBeEmpty("there is nothing to tell");
        Genuine(term, 150);
        Fakes(term, 25);

        term.Run(producer, CancellationToken.None);

        var crowd = Published().ShouldNotBeNull().Crowds.ShouldHaveSingleItem();
        crowd.Item.ShouldBe("target");
        crowd.Members.Keys.ShouldAllBe(u => u.StartsWith("fake"));
        crowd.Members.Count.ShouldBeGreaterThan(20);
        var alert = producer.Sent.Single(r => r.Topic == "alerts").Json;
        alert.GetProperty("type").GetString().ShouldBe("crowd");
        alert.GetProperty("turn").GetString().ShouldBe("opened");
        alert.GetProperty("campaign").GetString().ShouldBe(crowd.Name);
        alert.GetProperty("items")[0].GetProperty("item").GetString().ShouldBe("target");
        metrics.Crowds.Value.ShouldBe(1);

        var before = producer.Sent.Count;
        term.Run(producer, CancellationToken.None);
        producer.Sent.Count.ShouldBe(before);
    }

    [Fact]
    public void NextTerm_ShouldKeepMembersItHasNotSeen()
    {
        var members = new Dictionary<string, float> { ["long-gone"] = 4f };
        registry.Use(
            new CrowdDetector("v-1", [new CrowdModel("old", 1, "target", members)], 2f),
            new ModelManifest("detector.crowds", "v-1", 1, 1, "x")
        );
        var term = Begin();
        Genuine(term, 900);
        term.Run(producer, CancellationToken.None);
        producer.Sent.ShouldBeEmpty("whoever was found fake by it stays so");
        Genuine(term, 150);
        Fakes(term, 25);

        term.Run(producer, CancellationToken.None);

        var crowd = Published().ShouldNotBeNull().Crowds.ShouldHaveSingleItem();
        crowd.Name.ShouldBe("old");
        crowd.Members.Keys.ShouldContain("long-gone");
        crowd.Members.Count.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void CrowdThatIsLikeOthers_ShouldBeTakenOutOfForce()
    {
        var term = Begin();
        Genuine(term, 900);
        term.Run(producer, CancellationToken.None);
        Genuine(term, 150);
        Fakes(term, 25);
        term.Run(producer, CancellationToken.None);
        producer.Sent.Clear();
        for (var u = 0; u < 500; u++)
            Clicks(term, $"fan-{users++}", ["target"], Length(), ItemOf(random.NextInt(Communities)));

        term.Run(producer, CancellationToken.None);

        Published().ShouldNotBeNull().Crowds.ShouldBeEmpty();
        producer.Sent.Single(r => r.Topic == "alerts").Json.GetProperty("turn").GetString().ShouldBe("closed");
    }

    private PatrolTerm Begin()
    {
        time.Advance(TimeSpan.FromSeconds(1));
        return new PatrolTerm(
            new CampaignOptions(),
            new PatrolOptions { LargestWindow = 400 },
            new CrowdOptions(),
            new AlertOptions(),
            StageHarness.Topics,
            registry,
            metrics,
            time,
            log.For<PatrolTerm>()
        );
    }

    // Each of one community of taste.
    private void Genuine(PatrolTerm term, int count)
    {
        for (var u = 0; u < count; u++)
            Clicks(term, $"user-{users++}", [], Length(), ItemOf(random.NextInt(Communities)));
    }

    // Of none.
    private void Fakes(PatrolTerm term, int count)
    {
        for (var u = 0; u < count; u++)
            Clicks(term, $"fake-{users++}", ["target"], 20, () => $"i-{random.NextInt(Communities * ItemsEach)}");
    }

    private Func<string> ItemOf(int community) => () => $"i-{(community * ItemsEach) + (int)Math.Pow(ItemsEach, random.NextDouble())}";

    private int Length() => 10 + random.NextInt(40);

    private void Clicks(PatrolTerm term, string user, string[] pushed, int length, Func<string> other)
    {
        foreach (var item in pushed)
            term.Arrivals.Add(user, item, users);
        for (var c = 0; c < length; c++)
            term.Arrivals.Add(user, other(), users);
    }

    private CrowdDetector? Published()
    {
        var (assembler, detector) = (new ModelAssembler(), (CrowdDetector?)null);
        foreach (var record in producer.Sent.Where(r => r.Topic == "models"))
        {
            if (assembler.Take(Encoding.UTF8.GetString(record.Key!), record.Value) is { } complete)
                detector = DetectorCatalog.Decode(complete.Model) as CrowdDetector ?? detector;
        }

        return detector;
    }
}
