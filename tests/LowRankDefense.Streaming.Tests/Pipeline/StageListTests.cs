using LowRankDefense.Core.Profiles;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Pipeline;
using LowRankDefense.Streaming.Stages;
using LowRankDefense.Streaming.Telemetry;
using LowRankDefense.Streaming.Tests.Harness;

namespace LowRankDefense.Streaming.Tests.Pipeline;

public class StageListTests
{
    private readonly List<string> calls = [];
    private readonly WorkerMetrics metrics = new();
    private readonly RecordingStage first;
    private readonly RecordingStage second;
    private readonly StageList list;
    private readonly EventContext context = new(new Outbox(new RecordingProducer()));

    public StageListTests()
    {
        (first, second) = (new RecordingStage(calls, "first"), new RecordingStage(calls, "second"));
        list = new StageList([first, second], metrics);
    }

    [Fact]
    public void EveryStage_ShouldBeCalled_InOrder()
    {
        list.Process(context);
        list.Recover(null!, new UserProfile("u", new ProfileOptions()));
        list.Seal();
        list.Commit();
        list.Rollback();

        calls.ShouldBe([
            "first process",
            "second process",
            "first recover u",
            "second recover u",
            "first seal",
            "second seal",
            "first commit",
            "second commit",
            "first rollback",
            "second rollback",
        ]);
    }

    [Fact]
    public void LaterStages_ShouldNotSeeWhatWasRefused()
    {
        first.Effect = c => c.Refused = true;

        list.Process(context);

        calls.ShouldBe(["first process"]);
    }

    [Fact]
    public void Time_ShouldBeTakenOfTheFirstEventAndEvery64thAfterIt_EachForAllBetween()
    {
        TakesAMillisecond(e => e % 64 == 0);

        metrics.LoopSeconds("recording").Value.ShouldBeGreaterThanOrEqualTo(2 * 64 * 0.001);
        metrics.LoopSeconds("recordingstage").Value.ShouldBe(0, "a part has the name of its stage");
        calls.Count.ShouldBe(256);
    }

    [Fact]
    public void Time_ShouldNotBeTakenOfOtherEvents()
    {
        TakesAMillisecond(e => e % 64 != 0);

        // Were they timed as the others are, it would be 8 seconds.
        metrics.LoopSeconds("recording").Value.ShouldBeLessThan(4);
    }

    private void TakesAMillisecond(Func<int, bool> which)
    {
        for (var e = 0; e < 128; e++)
        {
            var slow = which(e);
            second.Effect = _ => Thread.Sleep(slow ? 1 : 0);
            list.Process(context);
        }
    }
}
