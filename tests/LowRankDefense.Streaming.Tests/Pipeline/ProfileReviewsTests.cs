using LowRankDefense.Core.Sanitization;
using LowRankDefense.EmbeddedBroker.Configuration;
using LowRankDefense.EmbeddedBroker.Protocol;
using LowRankDefense.Streaming.Models;
using LowRankDefense.Streaming.Pipeline;
using LowRankDefense.Streaming.Tests.Harness;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Streaming.Tests.Pipeline;

public class ProfileReviewsTests
{
    private static readonly PipelineOptions SmallSlices = new()
    {
        Loops = 1,
        CycleInterval = TimeSpan.FromMilliseconds(20),
        SweepProfiles = 2,
    };
    private static readonly string[] Fakes = ["f-1", "f-2", "f-3", "f-4", "f-5"];

    [Fact]
    public async Task NewDetector_ShouldSweepEveryKnownProfile_InSlices()
    {
        await using var system = await LoopHarness.Start(pipeline: SmallSlices);
        await system.StartLoop();
        await SendFakes(system);

        Use(system, new StubDetector("pca-svm", "d-1"));
        await system.SanitizedReaches(20);
        await system.StopLoop();

        ShouldHaveRetractedEachOnce(system);
        system.Count(PipelinePoint.DetectorsAdopted).ShouldBe(1);
        system.Count(PipelinePoint.SweptSlice).ShouldBeGreaterThanOrEqualTo(3);
        var points = system.Points.ToList();
        points.IndexOf(PipelinePoint.SweptSlice).ShouldBeGreaterThan(points.IndexOf(PipelinePoint.DetectorsAdopted));
    }

    [Fact]
    public async Task NewDetector_ShouldBeAdopted_ThoughThereIsAlwaysANextEvent()
    {
        var quietEnds = new PipelineOptions
        {
            Loops = 1,
            CycleInterval = TimeSpan.FromSeconds(10),
            QuietInterval = TimeSpan.FromMilliseconds(20),
        };
        await using var system = await LoopHarness.Start(pipeline: quietEnds);
        await system.StartLoop();
        using var drip = new CancellationTokenSource();
        var dripping = Task.Run(() => system.Drip("u", drip.Token));
        await Eventually.Holds(() => system.Count(PipelinePoint.Stored) > 5, "cycles come and go");

        var before = system.Count(PipelinePoint.Stored);
        Use(system, new StubDetector("pca-svm", "d-1"));

        await Eventually.Holds(() => system.Count(PipelinePoint.DetectorsAdopted) == 1, "the detector is adopted");
        dripping.IsCompleted.ShouldBeFalse("events still come");
        var cycles = system.Points.TakeWhile(p => p != PipelinePoint.DetectorsAdopted).Count(p => p == PipelinePoint.Stored) - before;
        cycles.ShouldBeLessThanOrEqualTo(3, "cycles went by before it was");
        await drip.CancelAsync();
        await dripping;
        await system.StopLoop();
    }

    [Fact]
    public async Task AbortedSlice_ShouldBeSweptAgain_AndRetractNobodyTwice()
    {
        await using var system = await LoopHarness.Start(pipeline: SmallSlices);
        await system.StartLoop();
        await SendFakes(system);
        var failures = 1;
        // A slice consumes no events: only the end of its transaction can fail.
        system.Fault = asked =>
            asked == ApiKey.EndTxn && Interlocked.Decrement(ref failures) >= 0 ? FaultAction.Error(LoopHarness.ServerError) : FaultAction.None;

        Use(system, new StubDetector("pca-svm", "d-1"));
        await system.SanitizedReaches(20);
        await system.StopLoop();

        failures.ShouldBeLessThan(0);
        system.Metrics.Aborts.Value.ShouldBe(1);
        ShouldHaveRetractedEachOnce(system);
        system.Read(system.Topics.Verdicts).Count.ShouldBe(5);
    }

    [Fact]
    public async Task MilderDetector_ShouldReinstate()
    {
        await using var system = await LoopHarness.Start(pipeline: SmallSlices);
        await system.StartLoop();
        await SendFakes(system);
        Use(system, new StubDetector("pca-svm", "d-1"));
        await system.SanitizedReaches(20);

        Use(system, new StubDetector("pca-svm", "d-2", threshold: 50f));
        await system.SanitizedReaches(35);
        await system.StopLoop();

        foreach (var fake in Fakes)
        {
            var own = system.Read(system.Topics.Sanitized).Where(r => r.KeyText == fake).ToList();
            own.Select(r => r.Header("type")).ShouldBe([null, null, null, "retract", null, null, null]);
            own.Take(3).Select(r => r.Text).ShouldBe(own.Skip(4).Select(r => r.Text));
        }
    }

    [Fact]
    public async Task HeldUser_ShouldBeReleased_ThoughNoEventComesAndTheLoopIsAnother()
    {
        var admission = new AdmissionOptions { Mode = AdmissionMode.Probation, HoldFor = TimeSpan.FromSeconds(1) };
        await using var system = await LoopHarness.Start(admission, SmallSlices);
        await system.StartLoop();
        system.Send("u", "i-1", "i-2");
        await Eventually.Holds(() => system.Read(system.Topics.Changelog).Count > 0, "the profile is in the changelog");
        await system.StopLoop();

        await system.StartLoop();
        await system.SanitizedReaches(2);
        await system.StopLoop();

        system.Sanitized().ShouldBe(["e-1", "e-2"]);
    }

    [Fact]
    public void ThereShouldBeWork_UntilTheSweepIsDone_AndWhenSomebodyIsDue()
    {
        using var loop = new CycleHarness();
        var reviews = new ProfileReviews(0, loop.Services, loop.Owned, loop.Cycle);
        reviews.HasWork().ShouldBeTrue("no profile was shown to the stages");

        reviews.Run();
        reviews.HasWork().ShouldBeFalse();

        loop.State.Reviews.Schedule("u", loop.Time.GetUtcNow().ToUnixTimeMilliseconds() + 1_000);
        reviews.HasWork().ShouldBeFalse();
        loop.Time.Advance(TimeSpan.FromSeconds(1));
        reviews.HasWork().ShouldBeTrue();
    }

    [Fact]
    public void Sweep_ShouldWaitForTheCommitOnItsWay_AndSeeItsProfiles()
    {
        using var loop = new CycleHarness();
        loop.Producer.Failure = call =>
        {
            if (call == "commit")
                Thread.Sleep(150);
            return null;
        };
        loop.Process("u");
        loop.Cycle.Seal();

        new ProfileReviews(0, loop.Services, loop.Owned, loop.Cycle).Run();

        loop.Calls.ShouldBe(["stage process", "stage seal", "stage commit", "stage recover u"]);
    }

    [Fact]
    public async Task WhatASliceSends_ShouldNotWaitForTheNextOne()
    {
        using var loop = new CycleHarness();
        loop.Process("u");
        loop.Cycle.Commit();
        loop.Use(new StubDetector("pca-svm", "d-1"));
        loop.Stage.Effect = context => context.Outbox.Send("verdicts", 0, [1], [2]);

        new ProfileReviews(0, loop.Services, loop.Owned, loop.Cycle).Run();

        await Eventually.Holds(() => loop.Producer.On("verdicts").Count == 1, "the verdict is with the client");
        loop.Cycle.IsOpen.ShouldBeTrue();
    }

    private static async Task SendFakes(LoopHarness system)
    {
        foreach (var fake in Fakes)
            system.Send(fake, "bad-1", "bad-2", "bad-3");
        await system.SanitizedReaches(15);
    }

    private static void Use(LoopHarness system, StubDetector detector) =>
        system.Models.Use(detector, new ModelManifest("detector", detector.Version, 1, 1, ""));

    private static void ShouldHaveRetractedEachOnce(LoopHarness system) =>
        system.Read(system.Topics.Sanitized).Where(r => r.Header("type") == "retract").Select(r => r.KeyText).ShouldBe(Fakes, ignoreOrder: true);
}
