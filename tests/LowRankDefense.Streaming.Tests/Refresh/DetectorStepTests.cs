using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Models;
using LowRankDefense.Streaming.Patrols;
using LowRankDefense.Streaming.Refresh;
using LowRankDefense.Streaming.Tests.Harness;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Streaming.Tests.Refresh;

public sealed class DetectorStepTests : IDisposable
{
    private static readonly DetectorSettings Settings = new()
    {
        PcaSvm = new PcaSvmOptions { Rank = 4, FakesPerFamily = 10 },
    };
    private static readonly SanitizedSnapshot Enough = Snapshots.Of(Communities.Unlabelled(80, seed: 2));
    private static readonly SanitizedSnapshot TooFew = Snapshots.Of(Communities.Unlabelled(59, seed: 2));
    private readonly ModelRegistry registry = new();
    private readonly RecordingProducer producer = new();
    private readonly CollectedLog log = new();

    public void Dispose() => producer.Dispose();

    [Theory]
    [InlineData(SelfTraining.WhenMissing, false, true)]
    [InlineData(SelfTraining.WhenMissing, true, false)]
    [InlineData(SelfTraining.EveryRefresh, true, true)]
    [InlineData(SelfTraining.Never, false, false)]
    public void Detector_ShouldBeTrained_WhenItIsDue(SelfTraining when, bool published, bool due)
    {
        if (published)
        {
            registry.Use(new StubDetector("pca-svm", "d-0"), new ModelManifest("detector", "d-0", 3, 1, ""));
            registry.Use(new StubDetector("coherence", "d-1"), new ModelManifest("detector.coherence", "d-1", 3, 1, ""));
        }

        var run = Snapshots.Run(Enough);

        var step = Step(when);
        step.Compute(run, CancellationToken.None);
        step.Publish(run, new Outbox(producer));

        run.Detectors.Select(d => d.Family).ShouldBe(due ? DetectorCatalog.TrainedNames : []);
        producer.Sent.Count.ShouldBe(
            due ? DetectorCatalog.TrainedNames.Count * (2 + (published ? 3 : 0)) : 0,
            "a chunk and the manifest, and a tombstone for each chunk of the version before"
        );
        log.Lines.Count(l => l.Contains("Training a pca-svm detector without labels on 80 profiles")).ShouldBe(due ? 1 : 0);
    }

    [Fact]
    public void Training_ShouldBePostponed_AndSaid_WhenThereAreTooFewProfiles()
    {
        var run = Snapshots.Run(TooFew);

        Step(SelfTraining.EveryRefresh).Compute(run, CancellationToken.None);

        run.Detectors.ShouldBeEmpty();
        log.Lines.ShouldContain(l => l.Contains("59 profiles hold too few usable ones, 60 are needed"));
    }

    [Fact]
    public void Published_ShouldBeTheDetectorThatWasTrained()
    {
        var run = Snapshots.Run(Enough, seed: 5);
        var step = Step(SelfTraining.WhenMissing);
        step.Compute(run, CancellationToken.None);
        step.Publish(run, new Outbox(producer));

        var assembler = new ModelAssembler();
        var (manifest, model) = producer
            .Sent.Select(r => assembler.Take(r.KeyText, r.Value))
            .OfType<(ModelManifest Manifest, byte[] Model)>()
            .Single(m => m.Manifest.Kind == "detector");

        manifest.Version.ShouldBe("detector-20231114T221320123-self");
        producer.Sent.ShouldAllBe(r => r.Topic == "models");
        model.ShouldBe(Directly(seed: 5));
    }

    [Fact]
    public void WhatOthersFind_ShouldBeLearntFrom_AndOnceOnly_ByThoseWhoLearnFromIt()
    {
        InForce("d-0-self");
        var held = Enumerable.Range(0, 10).Select(u => new HeldUser($"fake-{u}", ["pushed-0", "pushed-1", "item-7"])).ToArray();
        var step = Step(SelfTraining.WhenMissing);

        Trained(step, Enough with { Held = held[..9] }).ShouldBeEmpty("so few come and go");
        var detector = Trained(step, Enough with { Held = held }).ShouldHaveSingleItem().ShouldBeOfType<PcaSvmDetector>();
        detector.Items.ShouldContain("pushed-0", "though nobody else has clicked it");
        Trained(step, Enough with { Held = held }).ShouldBeEmpty("nothing has changed");
        Trained(step, Enough).ShouldBeEmpty("no patrol has looked yet");
        var forgotten = Trained(step, Enough with { Held = [] }).ShouldHaveSingleItem("they were released").ShouldBeOfType<PcaSvmDetector>();
        forgotten.Items.ShouldNotContain("pushed-0");
    }

    [Fact]
    public void WhatAnOperatorHasPublished_ShouldNotBeReplaced_WhateverOthersFind()
    {
        InForce("d-0");
        var held = Enumerable.Range(0, 10).Select(u => new HeldUser($"fake-{u}", ["pushed-0"])).ToArray();

        Trained(Step(SelfTraining.WhenMissing), Enough with { Held = held }).ShouldBeEmpty();
    }

    [Fact]
    public void WhoIsHeld_ShouldNotBeLearntFromAsGenuine()
    {
        var held = Enumerable.Range(0, 25).Select(u => new HeldUser($"u-{u}", ["item-1"])).ToArray();

        Trained(Step(SelfTraining.EveryRefresh), Enough with { Held = held }).ShouldBeEmpty("55 of 80 are left");
        log.Lines.ShouldContain(l => l.Contains("55 profiles hold too few usable ones"));
    }

    private void InForce(string version)
    {
        registry.Use(new StubDetector("pca-svm", version), new ModelManifest("detector", version, 3, 1, ""));
        registry.Use(new StubDetector("coherence", "d-1"), new ModelManifest("detector.coherence", "d-1", 3, 1, ""));
    }

    private IReadOnlyList<Core.Detection.IDetector> Trained(DetectorStep step, SanitizedSnapshot snapshot)
    {
        var run = Snapshots.Run(snapshot);
        step.Compute(run, CancellationToken.None);
        step.Publish(run, new Outbox(producer));
        return run.Detectors;
    }

    private static byte[] Directly(ulong seed)
    {
        var random = new SeededRandom(seed).Split();
        var profiles = new Core.Detection.TrainingProfiles(Enough.Matrix, Enough.Items);
        return DetectorCatalog.Encode(new PcaSvmTrainer(Settings.PcaSvm).Train("detector-20231114T221320123-self", profiles, random.Split()));
    }

    private DetectorStep Step(SelfTraining when) =>
        new(new RefreshOptions { SelfTraining = when }, Settings, StageHarness.Topics, registry, log.For<DetectorStep>());
}
