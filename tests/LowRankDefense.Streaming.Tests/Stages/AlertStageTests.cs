using LowRankDefense.Core.Alerts;
using LowRankDefense.Streaming.Tests.Harness;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Streaming.Tests.Stages;

public sealed class AlertStageTests : IDisposable
{
    private static readonly AlertOptions Options = new() { MinimumSuspects = 5 };
    private readonly StageHarness pipeline = new StageHarness(alerts: Options).InForce(new StubDetector());

    public void Dispose() => pipeline.Dispose();

    [Fact]
    public void Burst_ShouldBeAlerted_WithItsUsersAndTheItemsTheyPush()
    {
        for (var u = 0; u < 200; u++)
            pipeline.SendAll($"genuine-{u}", "good-1", "good-2");
        Fake("f-1", "f-2", "f-3", "f-4", "f-5");

        var alert = pipeline.On(StageHarness.Topics.Alerts).ShouldHaveSingleItem();
        alert.Partition.ShouldBe(0);
        alert.KeyText.ShouldBe(alert.Json.GetProperty("id").GetString());
        alert.Json.GetProperty("users").EnumerateArray().Select(u => u.GetString()).ShouldBe(["f-1", "f-2", "f-3", "f-4", "f-5"]);
        alert.Json.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("item").GetString()).ShouldBe(["bad-1", "bad-2", "bad-3"]);
        pipeline.Counts.Alerts.ShouldBe(1);
    }

    [Fact]
    public void Items_ShouldNotBeNamed_WhenEverybodyHasThem()
    {
        for (var u = 0; u < 200; u++)
            pipeline.SendAll($"genuine-{u}", "bad-1", "bad-2");
        Fake("f-1", "f-2", "f-3", "f-4", "f-5");

        pipeline
            .On(StageHarness.Topics.Alerts)
            .ShouldHaveSingleItem()
            .Json.GetProperty("items")
            .EnumerateArray()
            .Select(i => i.GetProperty("item").GetString())
            .ShouldBe(["bad-3"]);
    }

    [Fact]
    public void Alert_ShouldNotBeRaised_BeforeThereAreEnough()
    {
        Fake("f-1", "f-2", "f-3", "f-4");

        pipeline.On(StageHarness.Topics.Alerts).ShouldBeEmpty();
    }

    [Fact]
    public void ReinstatedUser_ShouldLeaveTheWindow()
    {
        Fake("f-1", "f-2", "f-3", "f-4");
        pipeline.InForce(new StubDetector(version: "stub-2", threshold: 50f)).Review("f-1");
        pipeline.InForce(new StubDetector());
        Fake("f-5");
        pipeline.On(StageHarness.Topics.Alerts).ShouldBeEmpty();

        Fake("f-6");

        pipeline.On(StageHarness.Topics.Alerts).ShouldHaveSingleItem();
    }

    [Fact]
    public void Alert_ShouldBeRaisedAgain_WhenItsCycleWasAborted()
    {
        Fake("f-1", "f-2", "f-3", "f-4");
        pipeline.Commit();
        Fake("f-5");
        var first = pipeline.On(StageHarness.Topics.Alerts).ShouldHaveSingleItem().Text;
        pipeline.Rollback();
        pipeline.On(StageHarness.Topics.Alerts).ShouldBeEmpty();

        Fake("f-5");

        pipeline.On(StageHarness.Topics.Alerts).ShouldHaveSingleItem().Text.ShouldBe(first);
    }

    [Fact]
    public void Alert_ShouldNotBeRaisedAgain_WhenItsCycleWasCommitted()
    {
        Fake("f-1", "f-2", "f-3", "f-4", "f-5");
        pipeline.Commit();
        pipeline.Rollback();
        Fake("f-6");

        pipeline.On(StageHarness.Topics.Alerts).ShouldHaveSingleItem();
    }

    [Fact]
    public void Recover_ShouldCountTheItemsOfKnownProfiles()
    {
        for (var u = 0; u < 200; u++)
            pipeline.SendAll($"genuine-{u}", "bad-1", "bad-2");
        pipeline.Commit();
        using var restarted = new StageHarness(alerts: Options, before: pipeline).InForce(new StubDetector());
        restarted.Recover();

        foreach (var user in new[] { "f-1", "f-2", "f-3", "f-4", "f-5" })
            restarted.SendAll(user, "bad-1", "bad-2", "bad-3");

        restarted
            .On(StageHarness.Topics.Alerts)
            .ShouldHaveSingleItem()
            .Json.GetProperty("items")
            .EnumerateArray()
            .Select(i => i.GetProperty("item").GetString())
            .ShouldBe(["bad-3"], "the other two are what users at large have");
    }

    private void Fake(params string[] users)
    {
        foreach (var user in users)
            pipeline.SendAll(user, "bad-1", "bad-2", "bad-3");
    }
}
