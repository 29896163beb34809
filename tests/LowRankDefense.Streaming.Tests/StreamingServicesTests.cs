using LowRankDefense.Streaming.Patrols;
using LowRankDefense.Streaming.Refresh;
using LowRankDefense.Streaming.Stages;
using LowRankDefense.Streaming.Tests.Harness;

namespace LowRankDefense.Streaming.Tests;

public class StreamingServicesTests
{
    [Fact]
    public async Task StagesAndSteps_ShouldBeThoseOfTheTable_InItsOrder()
    {
        await using var system = await LoopHarness.Start();

        // The patrol is no step of the refresh: it has a pace of its own.
        var expected = StageOrder.Rows.Select(r => r.Stage).Where(s => s != typeof(PatrolTerm));
        system.Registered<IStage>().Concat(system.Registered<IRefreshStep>()).ShouldBe(expected);
    }

    [Fact]
    public async Task Stages_ShouldBelongToOneLoop_AndStepsToTheWorker()
    {
        await using var system = await LoopHarness.Start();

        system.SharedBetweenLoops<IStage>().ShouldBeFalse("a loop runs on a thread of its own");
        system.SharedBetweenLoops<IRefreshStep>().ShouldBeTrue();
    }
}
