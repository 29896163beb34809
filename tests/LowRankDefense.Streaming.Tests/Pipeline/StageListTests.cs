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
    public void Time_ShouldBeThatOfAllEvents_ThoughOneOf64IsTimed()
    {
        second.Effect = _ => Thread.Sleep(1);

        for (var e = 0; e < 128; e++)
            list.Process(context);

        // Two were timed, each for 64. Were all timed so, it would be 8 seconds.
        metrics.LoopSeconds("recording").Value.ShouldBeInRange(0.128, 4);
        calls.Count.ShouldBe(256);
    }

    [Fact]
    public void FirstEvent_ShouldBeTimed()
    {
        first.Effect = _ => Thread.Sleep(1);

        list.Process(context);

        metrics.LoopSeconds("recording").Value.ShouldBeGreaterThanOrEqualTo(0.064);
        metrics.LoopSeconds("recordingstage").Value.ShouldBe(0, "a part has the name of its stage");
    }
}
