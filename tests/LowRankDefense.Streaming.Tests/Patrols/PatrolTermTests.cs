using LowRankDefense.Core.Detection.Campaigns;
using LowRankDefense.Core.Detection.Campaigns.Judging;
using LowRankDefense.Core.Detection.Campaigns.Patrols;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Streaming.Models;
using LowRankDefense.Streaming.Patrols;
using LowRankDefense.Streaming.Tests.Harness;

namespace LowRankDefense.Streaming.Tests.Patrols;

/// <summary>A term of patrols: what it publishes of a campaign, what it takes over, and when it looks.</summary>
public sealed class PatrolTermTests : IDisposable
{
    private static readonly string[] Targets = ["t-0", "t-1", "t-2", "t-3", "t-4"];
    private readonly PatrolHarness patrols = new();
    private readonly SeededRandom random = new(4);
    private int users;

    public void Dispose() => patrols.Dispose();

    [Fact]
    public void Campaign_ShouldBePublishedAndTold_AndNothingWhileNothingChanges()
    {
        var term = patrols.Begin();
        Organic(term, 600);
        term.Held().ShouldBeNull("nobody has looked");
        term.Run(patrols.Producer, CancellationToken.None);
        patrols.Producer.Sent.ShouldBeEmpty("there is nothing to tell");
        term.Held().ShouldBeEmpty();
        Fakes(term, 12);

        term.Run(patrols.Producer, CancellationToken.None);

        var detector = patrols.Published<CampaignDetector>().ShouldNotBeNull();
        detector.Campaigns.ShouldHaveSingleItem().Core.ShouldBe(Targets, ignoreOrder: true);
        var alert = patrols.Producer.Sent.Single(r => r.Topic == "alerts").Json;
        alert.GetProperty("type").GetString().ShouldBe("campaign");
        alert.GetProperty("turn").GetString().ShouldBe("opened");
        alert.GetProperty("campaign").GetString().ShouldBe(detector.Campaigns[0].Name);
        alert.GetProperty("suspects").GetInt32().ShouldBe(12);
        alert.GetProperty("users").EnumerateArray().ShouldAllBe(u => u.GetString()!.StartsWith("fake"));
        var item = alert.GetProperty("items").EnumerateArray().First();
        Targets.ShouldContain(item.GetProperty("item").GetString());
        item.GetProperty("shareNow").GetDouble().ShouldBeGreaterThan(item.GetProperty("shareOfOthers").GetDouble());
        patrols.Metrics.Campaigns.Value.ShouldBe(1);
        term.Held().ShouldNotBeNull().Count.ShouldBe(12);
        term.Held().ShouldNotBeNull().ShouldAllBe(h => h.User.StartsWith("fake") && Targets.All(h.Items.Contains));
        patrols.Log.Lines.ShouldContain(l => l.Contains("Opened") && l.Contains("t-0"));

        var before = patrols.Producer.Sent.Count;
        term.Run(patrols.Producer, CancellationToken.None);
        patrols.Producer.Sent.Count.ShouldBe(before);
    }

    [Fact]
    public void NextTerm_ShouldKnowWhatTheOneBeforeHasFound_AndTellOfItNoMore()
    {
        var first = patrols.Begin();
        Organic(first, 600);
        first.Run(patrols.Producer, CancellationToken.None);
        Fakes(first, 12);
        first.Run(patrols.Producer, CancellationToken.None);
        var found = patrols.Published<CampaignDetector>().ShouldNotBeNull();
        patrols.Registry.Use(found, new ModelManifest("detector.campaigns", found.Version, 1, 1, "x"));
        patrols.Producer.Sent.Clear();

        // All of it is history to the next one.
        (users, var second) = (0, patrols.Begin());
        Organic(second, 300);
        Fakes(second, 12);
        Organic(second, 700);
        second.Run(patrols.Producer, CancellationToken.None);

        patrols.Producer.Sent.ShouldNotContain(r => r.Topic == "alerts");
        patrols.Metrics.Campaigns.Value.ShouldBe(1);
        (patrols.Published<CampaignDetector>() ?? found).Campaigns.ShouldHaveSingleItem().Name.ShouldBe(found.Campaigns[0].Name);
    }

    [Fact]
    public void CampaignThatHasGoneQuiet_ShouldStayInForce()
    {
        var quiet = new CampaignModel("old", 1, [.. Targets.Select(t => new TellingItem(t, 0.9, 0.0001, IsCore: true))], new CoreRule(3, 0));
        patrols.Registry.Use(new CampaignDetector("v-1", [quiet], 10f), new ModelManifest("detector.campaigns", "v-1", 1, 1, "x"));
        var term = patrols.Begin();
        Organic(term, 600);

        term.Run(patrols.Producer, CancellationToken.None);

        patrols.Producer.Sent.ShouldBeEmpty("whoever was found fake by it stays so");
        patrols.Metrics.Campaigns.Value.ShouldBe(1);
    }

    [Fact]
    public void CampaignThatStandsNoLonger_ShouldBeTakenOutOfForce()
    {
        var theme = new CampaignModel("old", 1, [.. Targets.Select(t => new TellingItem(t, 0.9, 0.0001, IsCore: true))], new CoreRule(3, 0));
        patrols.Registry.Use(new CampaignDetector("v-1", [theme], 10f), new ModelManifest("detector.campaigns", "v-1", 1, 1, "x"));
        var term = patrols.Begin();
        Organic(term, 600);
        // Half of it each: a script no longer, taste.
        for (var u = 0; u < 250; u++)
            Clicks(term, $"fan-{users++}", [.. Targets.Where(_ => random.NextDouble() < 0.55)]);

        term.Run(patrols.Producer, CancellationToken.None);

        patrols.Published<CampaignDetector>().ShouldNotBeNull().Campaigns.ShouldBeEmpty();
        patrols.Producer.Sent.Single(r => r.Topic == "alerts").Json.GetProperty("turn").GetString().ShouldBe("closed");
    }

    [Fact]
    public void MoreUsersThanAreKeptInMind_BetweenTwoPatrols_ShouldBeForgottenByBoth()
    {
        var term = patrols.Begin(new PatrolOptions { LargestWindow = 400, MostUsers = 200 });
        Organic(term, 150);
        term.Run(patrols.Producer, CancellationToken.None);

        Organic(term, 600);
        Fakes(term, 12);
        term.Run(patrols.Producer, CancellationToken.None);
        Organic(term, 10);
        term.Run(patrols.Producer, CancellationToken.None);

        term.Arrivals.Count.ShouldBe(160);
    }

    [Fact]
    public void WhatCouldNotBePublished_ShouldBePublishedByTheNextPatrol()
    {
        var term = patrols.Begin();
        Organic(term, 600);
        term.Run(patrols.Producer, CancellationToken.None);
        Fakes(term, 12);
        using (var broken = new RecordingProducer { Failure = call => call == "commit" ? new InvalidOperationException("no luck") : null })
            Should.Throw<InvalidOperationException>(() => term.Run(broken, CancellationToken.None));

        term.Run(patrols.Producer, CancellationToken.None);

        patrols.Published<CampaignDetector>().ShouldNotBeNull().Campaigns.ShouldHaveSingleItem();
        patrols.Producer.Sent.Count(r => r.Topic == "alerts").ShouldBe(1);
    }

    [Fact]
    public void Patrol_ShouldBeDue_AfterUsersEnough_OrATimeInWhichAnythingIsNew()
    {
        var term = patrols.Begin();
        Organic(term, 99);
        IsDue(term).ShouldBeFalse("99 users are too few");
        Organic(term, 1);
        IsDue(term).ShouldBeTrue("it has never looked");

        term.Run(patrols.Producer, CancellationToken.None);
        IsDue(term).ShouldBeFalse();
        patrols.Time.Advance(TimeSpan.FromMinutes(1));
        IsDue(term).ShouldBeFalse("nothing is new");
        Organic(term, 1);
        IsDue(term).ShouldBeTrue();

        term.Run(patrols.Producer, CancellationToken.None);
        Organic(term, 20);
        IsDue(term).ShouldBeTrue("twenty have come");
        term.IsGlanceDue().ShouldBeTrue();
        term.PutOff(TimeSpan.FromSeconds(30));
        IsDue(term).ShouldBeFalse("the last one has failed");
        term.IsGlanceDue().ShouldBeFalse();
        patrols.Time.Advance(TimeSpan.FromSeconds(30));
        IsDue(term).ShouldBeTrue();
    }

    [Fact]
    public void Glance_ShouldFindABurst_BetweenTwoPatrols()
    {
        var term = patrols.Begin();
        Organic(term, 800);
        term.IsGlanceDue().ShouldBeFalse("a patrol comes first");
        term.Run(patrols.Producer, CancellationToken.None);
        Organic(term, 9);
        IsDue(term).ShouldBeFalse();
        term.IsGlanceDue().ShouldBeFalse("nine are not worth it");
        Fakes(term, 10);
        IsDue(term).ShouldBeFalse();
        term.IsGlanceDue().ShouldBeTrue();

        term.Glance(patrols.Producer, CancellationToken.None);

        term.IsGlanceDue().ShouldBeFalse();
        patrols.Published<CampaignDetector>().ShouldNotBeNull().Campaigns.ShouldHaveSingleItem();
        var alert = patrols.Producer.Sent.Single(r => r.Topic == "alerts").Json;
        alert.GetProperty("turn").GetString().ShouldBe("opened");
        alert.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("item").GetString()).ShouldBe(Targets, ignoreOrder: true);

        term.Run(patrols.Producer, CancellationToken.None);
        patrols.Producer.Sent.Count(r => r.Topic == "alerts").ShouldBe(1, "a patrol has nothing to add");
    }

    private static bool IsDue(PatrolTerm term) => term.IsDue(fewestUsers: 100, afterUsers: 20, TimeSpan.FromSeconds(30));

    // Twenty clicks, by popularity.
    private void Organic(PatrolTerm term, int count)
    {
        for (var u = 0; u < count; u++)
            Clicks(term, $"user-{users++}", []);
    }

    private void Fakes(PatrolTerm term, int count)
    {
        for (var u = 0; u < count; u++)
            Clicks(term, $"fake-{users++}", Targets);
    }

    private void Clicks(PatrolTerm term, string user, string[] pushed)
    {
        foreach (var item in pushed)
            term.Arrivals.Add(user, item, users);
        for (var c = 0; c < 20; c++)
            term.Arrivals.Add(user, $"i-{(int)Math.Pow(2_000, random.NextDouble())}", users);
    }
}
