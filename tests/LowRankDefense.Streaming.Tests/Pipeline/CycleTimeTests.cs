using LowRankDefense.Streaming.Pipeline;
using LowRankDefense.Streaming.Tests.Harness;

namespace LowRankDefense.Streaming.Tests.Pipeline;

/// <summary>When a cycle begins, and when it is to end.</summary>
public sealed class CycleTimeTests : IDisposable
{
    private CycleHarness loop = new();

    public void Dispose() => loop.Dispose();

    [Fact]
    public void Cycle_ShouldBeginWithItsFirstEvent_AndKeepItsTime()
    {
        loop.Cycle.IsOpen.ShouldBeFalse();
        loop.Cycle.IsDue.ShouldBeFalse();
        var begun = loop.Cycle.Now;

        loop.Process("u");
        loop.Time.Advance(TimeSpan.FromMinutes(1));

        loop.Cycle.IsOpen.ShouldBeTrue();
        loop.Cycle.Now.ShouldBe(begun);
        loop.Cycle.Commit();
        loop.Cycle.Now.ShouldBe(begun + 60_000, "where none is open it is the present");
    }

    [Fact]
    public void Cycle_ShouldBeDue_WithItsLastEvent()
    {
        Restart(CycleHarness.Long with { CycleEvents = 2 });

        loop.Process("u");
        loop.Cycle.IsDue.ShouldBeFalse();
        loop.Process("u");
        loop.Cycle.IsDue.ShouldBeTrue();
    }

    [Fact]
    public void Cycle_ShouldBeDue_WhenItHasLastedLongEnough()
    {
        Restart(CycleHarness.Long with { CycleInterval = TimeSpan.FromMilliseconds(50) });
        loop.Process("u");
        loop.Cycle.IsDue.ShouldBeFalse();
        loop.Cycle.Patience.ShouldBe(TimeSpan.FromMilliseconds(50));

        loop.Time.Advance(TimeSpan.FromMilliseconds(50));

        loop.Cycle.IsDue.ShouldBeTrue();
        loop.Cycle.Patience.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Cycle_MayEndBeforeItsTime_OnceItHasLastedALittle_AndNothingIsBeingCommitted()
    {
        Restart(CycleHarness.Long with { QuietInterval = TimeSpan.FromMilliseconds(50) });
        using var committing = new ManualResetEventSlim();
        loop.Producer.Failure = call =>
        {
            if (call == "commit")
                committing.Wait();
            return null;
        };
        loop.Cycle.MayEnd.ShouldBeFalse("none is open");
        loop.Process("u");
        loop.Cycle.MayEnd.ShouldBeFalse("it has just begun");
        loop.Time.Advance(TimeSpan.FromMilliseconds(50));
        loop.Cycle.MayEnd.ShouldBeTrue();

        loop.Cycle.Seal();
        loop.Process("u");
        loop.Time.Advance(TimeSpan.FromMilliseconds(50));
        loop.Cycle.MayEnd.ShouldBeFalse("the one before is not through");

        committing.Set();
        loop.Cycle.Settle();
        loop.Cycle.MayEnd.ShouldBeTrue();
    }

    [Fact]
    public void DurationOfACycle_ShouldEndWithItsCommit()
    {
        loop.Process("u");
        loop.Time.Advance(TimeSpan.FromSeconds(2));
        loop.Producer.Failure = call =>
        {
            if (call == "commit")
                loop.Time.Advance(TimeSpan.FromSeconds(5));
            return null;
        };

        loop.Cycle.Commit();

        loop.Metrics.CycleSeconds.Sum.ShouldBe(7, 1e-9);
    }

    private void Restart(PipelineOptions options)
    {
        loop.Dispose();
        loop = new CycleHarness(options);
    }
}
