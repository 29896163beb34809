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

        system.Registered<IStage>().Concat(system.Registered<IRefreshStep>()).ShouldBe(StageOrder.Rows.Select(r => r.Stage));
    }

    [Fact]
    public async Task Stages_ShouldBelongToOneLoop_AndStepsToTheWorker()
    {
        await using var system = await LoopHarness.Start();

        system.SharedBetweenLoops<IStage>().ShouldBeFalse("a loop runs on a thread of its own");
        system.SharedBetweenLoops<IRefreshStep>().ShouldBeTrue();
    }
}
