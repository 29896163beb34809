using LowRankDefense.Streaming.Tests.Harness;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Streaming.Tests.Stages;

public sealed class ScoreStageTests : IDisposable
{
    private readonly StageHarness pipeline = new();

    public void Dispose() => pipeline.Dispose();

    [Fact]
    public void EveryDetector_ShouldAssessTheProfile_InTheOrderInForce()
    {
        var bad = new StubDetector("a", "a-1", "bad", 2f);
        var good = new StubDetector("b", "b-1", "good", 7f);

        pipeline.InForce(bad, good).SendAll("u", "bad-1", "good-1", "bad-2");

        pipeline.Context.Assessments.ToArray().Select(a => (a.Detector, a.Score, a.Threshold)).ShouldBe([(bad, 2f, 2f), (good, 1f, 7f)]);
    }

    [Fact]
    public void Profile_ShouldBeAssessedByThoseInForceNow_WhenDetectorsChange()
    {
        pipeline.InForce(new StubDetector("a", "a-1", "bad")).SendAll("u", "bad-1", "worse-1", "worse-2");
        pipeline.InForce(new StubDetector("a", "a-2", "worse"), new StubDetector("b", "b-1", "bad")).Review("u");

        pipeline.Context.Assessments.ToArray().Select(a => a.Score).ShouldBe([2f, 1f]);
    }

    [Fact]
    public void NoDetector_ShouldLeaveNoAssessment()
    {
        pipeline.InForce(new StubDetector()).Send("u", "bad-1");
        pipeline.InForce().Send("u", "bad-2");

        pipeline.Context.Assessments.Length.ShouldBe(0);
        pipeline.Context.Detectors.Length.ShouldBe(0);
    }
}
