using LowRankDefense.Core.Interactions;
using LowRankDefense.Streaming.Tests.Harness;

namespace LowRankDefense.Streaming.Tests.Stages;

public sealed class ProfileStageTests : IDisposable
{
    private readonly StageHarness pipeline = new();

    public void Dispose() => pipeline.Dispose();

    [Fact]
    public void Duplicate_ShouldBeRejectedOnce_AndLeaveTheProfileAlone()
    {
        pipeline.Send("u", "i-1", "e-1");
        pipeline.Send("u", "i-2", "e-1");
        pipeline.Send("w", "i-2", "e-1");

        pipeline.On(StageHarness.Topics.Rejected).ShouldHaveSingleItem().Header(RecordHeaders.Reason).ShouldBe("duplicate");
        pipeline.Profile("u").TotalEvents.ShouldBe(1);
        pipeline.Profile("w").TotalEvents.ShouldBe(1, "another user's event is another one");
        (pipeline.Counts.Duplicates, pipeline.Counts.Rejected, pipeline.Counts.Accepted).ShouldBe((1, 0, 2));
        pipeline.Sanitized.ShouldBe(["e-1", "e-1"]);
    }

    [Fact]
    public void Duplicate_ShouldBeForgotten_WhenItsCycleWasAborted()
    {
        pipeline.Send("u", "i-1", "e-1");
        pipeline.Rollback();
        pipeline.Send("u", "i-1", "e-1");

        pipeline.Sanitized.ShouldBe(["e-1"]);
        pipeline.On(StageHarness.Topics.Rejected).ShouldBeEmpty();
    }

    [Fact]
    public void Profile_ShouldRememberWhenItsUserWasFirstSeen()
    {
        var first = pipeline.Now;
        pipeline.Send("u", "i-1");
        pipeline.Now += 5_000;
        pipeline.Send("u", "i-2");

        pipeline.Profile("u").FirstSeen.ShouldBe(first);
    }

    [Fact]
    public void Review_ShouldLeaveTheProfileUntouched()
    {
        pipeline.Send("u", "i-1");
        pipeline.Commit();
        var before = pipeline.Producer.Sent.Count;

        pipeline.Review("u");

        pipeline.Profile("u").TotalEvents.ShouldBe(1);
        pipeline.State.Store.ChangedCount.ShouldBe(0);
        pipeline.Producer.Sent.Count.ShouldBe(before);
        pipeline.Counts.Accepted.ShouldBe(1);
    }
}
