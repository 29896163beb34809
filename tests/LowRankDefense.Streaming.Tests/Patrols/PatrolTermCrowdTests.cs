using LowRankDefense.Core.Detection.Crowds.Judging;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Streaming.Models;
using LowRankDefense.Streaming.Patrols;
using LowRankDefense.Streaming.Tests.Harness;

namespace LowRankDefense.Streaming.Tests.Patrols;

/// <summary>A term of patrols where fakes push one item: what it publishes of the crowd, and what the next term takes over.</summary>
public sealed class PatrolTermCrowdTests : IDisposable
{
    private const int Communities = 6;
    private const int ItemsEach = 120;
    private readonly PatrolHarness patrols = new();
    private readonly SeededRandom random = new(6);
    private int users;

    public void Dispose() => patrols.Dispose();

    [Fact]
    public void Crowd_ShouldBeToldAndHoldNobody_WhereItsMembersAreNotToBeHeld()
    {
        patrols.HoldMembers = false;
        var term = patrols.Begin();
        Genuine(term, 900);
        term.Run(patrols.Producer, CancellationToken.None);
        Genuine(term, 150);
        Fakes(term, 25);

        term.Run(patrols.Producer, CancellationToken.None);

        patrols.Producer.Sent.Single(r => r.Topic == "alerts").Json.GetProperty("type").GetString().ShouldBe("crowd");
        patrols.Published<CrowdDetector>().ShouldBeNull();
    }

    [Fact]
    public void Crowd_ShouldBePublishedAndTold_AndNothingWhileNothingChanges()
    {
        var term = patrols.Begin();
        Genuine(term, 900);
        term.Run(patrols.Producer, CancellationToken.None);
        patrols.Producer.Sent.ShouldBeEmpty("there is nothing to tell");
        Genuine(term, 150);
        Fakes(term, 25);

        term.Run(patrols.Producer, CancellationToken.None);

        var crowd = patrols.Published<CrowdDetector>().ShouldNotBeNull().Crowds.ShouldHaveSingleItem();
        crowd.Item.ShouldBe("target");
        crowd.Members.Keys.ShouldAllBe(u => u.StartsWith("fake"));
        crowd.Members.Count.ShouldBeGreaterThan(20);
        var alert = patrols.Producer.Sent.Single(r => r.Topic == "alerts").Json;
        alert.GetProperty("type").GetString().ShouldBe("crowd");
        alert.GetProperty("turn").GetString().ShouldBe("opened");
        alert.GetProperty("campaign").GetString().ShouldBe(crowd.Name);
        alert.GetProperty("items")[0].GetProperty("item").GetString().ShouldBe("target");
        patrols.Metrics.Crowds.Value.ShouldBe(1);

        var before = patrols.Producer.Sent.Count;
        term.Run(patrols.Producer, CancellationToken.None);
        patrols.Producer.Sent.Count.ShouldBe(before);
    }

    [Fact]
    public void NextTerm_ShouldKeepMembersItHasNotSeen()
    {
        var members = new Dictionary<string, float> { ["long-gone"] = 4f };
        patrols.Registry.Use(
            new CrowdDetector("v-1", [new CrowdModel("old", 1, "target", members)], 2f),
            new ModelManifest("detector.crowds", "v-1", 1, 1, "x")
        );
        var term = patrols.Begin();
        Genuine(term, 900);
        term.Run(patrols.Producer, CancellationToken.None);
        patrols.Producer.Sent.ShouldBeEmpty("whoever was found fake by it stays so");
        Genuine(term, 150);
        Fakes(term, 25);

        term.Run(patrols.Producer, CancellationToken.None);

        var crowd = patrols.Published<CrowdDetector>().ShouldNotBeNull().Crowds.ShouldHaveSingleItem();
        crowd.Name.ShouldBe("old");
        crowd.Members.Keys.ShouldContain("long-gone");
        crowd.Members.Count.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void CrowdThatIsLikeOthers_ShouldBeTakenOutOfForce()
    {
        var term = patrols.Begin();
        Genuine(term, 900);
        term.Run(patrols.Producer, CancellationToken.None);
        Genuine(term, 150);
        Fakes(term, 25);
        term.Run(patrols.Producer, CancellationToken.None);
        patrols.Producer.Sent.Clear();
        for (var u = 0; u < 500; u++)
            Clicks(term, $"fan-{users++}", ["target"], Length(), ItemOf(random.NextInt(Communities)));

        term.Run(patrols.Producer, CancellationToken.None);

        patrols.Published<CrowdDetector>().ShouldNotBeNull().Crowds.ShouldBeEmpty();
        patrols.Producer.Sent.Single(r => r.Topic == "alerts").Json.GetProperty("turn").GetString().ShouldBe("closed");
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
}
