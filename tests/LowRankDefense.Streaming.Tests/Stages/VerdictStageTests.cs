using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Sanitization;
using LowRankDefense.Core.Verdicts;
using LowRankDefense.Streaming.Tests.Harness;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Streaming.Tests.Stages;

public sealed class VerdictStageTests : IDisposable
{
    private readonly StageHarness pipeline = new(verdicts: new VerdictOptions { MinimumEvents = 3, ExplainedItems = 2 });

    public void Dispose() => pipeline.Dispose();

    [Fact]
    public void Verdict_ShouldBePublished_OnlyWhereSomethingWasDecided()
    {
        pipeline.InForce(new StubDetector()).SendAll("u", "good-1", "good-2");
        Verdicts().ShouldBeEmpty();

        pipeline.SendAll("u", "good-3", "good-4", "bad-1");

        Verdicts().ShouldBe(["genuine"]);
        pipeline.Counts.Verdicts.ShouldBe(["genuine"]);
    }

    [Fact]
    public void Verdict_ShouldNotBePublished_WhereThereIsNoDetector()
    {
        pipeline.SendAll("u", "good-1", "good-2", "good-3", "good-4");

        Verdicts().ShouldBeEmpty();
        pipeline.Profile("u").Status.ShouldBe(UserStatus.Probation);
    }

    [Fact]
    public void Verdict_ShouldNameTheDetectorThatDecided_WithScoreThresholdAndPValue()
    {
        var mild = new StubDetector("mild", "mild-1", "bad", threshold: 100f);
        var strict = new StubDetector("strict", "strict-7", "bad", threshold: 2.5f) { PValueOf = _ => 0.004 };

        pipeline.InForce(mild, strict).SendAll("u", "bad-1", "good-1", "bad-2", "bad-3");

        var record = pipeline.On(StageHarness.Topics.Verdicts)[^1];
        (record.KeyText, record.Partition).ShouldBe(("u", StageHarness.Partition));
        record.Text.ShouldBe(
            $$"""{"user":"u","verdict":"fake","score":3,"threshold":2.5,"pValue":0.004,"detector":"strict","model":"strict-7","profileLength":4,"items":[{"item":"bad-1","weight":1},{"item":"bad-2","weight":1}],"evidence":[{"detector":"strict","score":3,"threshold":2.5,"pValue":0.004},{"detector":"mild","score":3,"threshold":100,"pValue":0.25}],"jointPValue":0.007907755278982137,"timestamp":{{pipeline.Now}}}"""
        );
        (pipeline.Profile("u").Score, pipeline.Profile("u").ScoredBy).ShouldBe((3f, "strict-7"));
        Verdicts().ShouldBe(["genuine", "fake"]);
    }

    [Fact]
    public void Verdict_ShouldNameTheCampaign_WhereTheDetectorKnowsOne()
    {
        pipeline.InForce(new StubDetector { CampaignName = "spring" }).SendAll("u", "bad-1", "bad-2", "bad-3");

        pipeline.On(StageHarness.Topics.Verdicts)[^1].Json.GetProperty("campaign").GetString().ShouldBe("spring");
    }

    [Fact]
    public void Verdict_ShouldBePublishedAgain_WhenAFakeUserIsReinstated()
    {
        pipeline.InForce(new StubDetector()).SendAll("u", "bad-1", "bad-2", "bad-3");
        pipeline.InForce(new StubDetector(version: "stub-2", threshold: 50f)).Review("u");

        Verdicts().ShouldBe(["fake", "genuine"]);
        pipeline.On(StageHarness.Topics.Verdicts)[^1].Json.GetProperty("model").GetString().ShouldBe("stub-2");
    }

    [Fact]
    public void FakeUser_ShouldNotBeReinstated_WithinTheMargin()
    {
        pipeline.InForce(new StubDetector()).SendAll("u", "bad-1", "bad-2", "bad-3");
        pipeline.InForce(new StubDetector(version: "stub-2", threshold: 3.2f)).Review("u");

        Verdicts().ShouldBe(["fake"]);
        pipeline.Profile("u").Status.ShouldBe(UserStatus.Quarantined);
    }

    [Fact]
    public void FirstGenuineVerdict_ShouldBePublished_ForAUserAdmittedBeforeThereWasADetector()
    {
        using var probation = new StageHarness(AdmissionMode.Probation);
        probation.SendAll("u", "good-1", "good-2", "good-3", "good-4");
        VerdictsOf(probation).ShouldBe(["unscored"]);
        probation.Commit();

        probation.InForce(new StubDetector()).Review("u");
        probation.Review("u");
        probation.Send("u", "good-5");

        VerdictsOf(probation).ShouldBe(["unscored", "genuine"]);
        probation.Commit();
        probation.Stored("u")!.ScoredBy.ShouldBe("stub-1");
    }

    [Fact]
    public void Status_ShouldBeStored_WhenAReviewHasChangedIt()
    {
        pipeline.SendAll("u", "bad-1", "bad-2", "bad-3");
        pipeline.Commit();
        pipeline.InForce(new StubDetector()).Review("u");
        pipeline.Commit();

        pipeline.Stored("u")!.Status.ShouldBe(UserStatus.Quarantined);
    }

    [Fact]
    public void Items_ShouldNotBeNamed_WhereNoneAreWanted()
    {
        using var terse = new StageHarness(verdicts: new VerdictOptions { MinimumEvents = 3, ExplainedItems = 0 });

        terse.InForce(new StubDetector()).SendAll("u", "bad-1", "bad-2", "bad-3");

        terse.On(StageHarness.Topics.Verdicts).ShouldHaveSingleItem().Json.GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    private IEnumerable<string?> Verdicts() => VerdictsOf(pipeline);

    private static IEnumerable<string?> VerdictsOf(StageHarness of) =>
        of.On(StageHarness.Topics.Verdicts).Select(r => r.Json.GetProperty("verdict").GetString());
}
