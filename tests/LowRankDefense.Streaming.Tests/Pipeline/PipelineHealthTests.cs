using LowRankDefense.Streaming.Pipeline;
using Microsoft.Extensions.Time.Testing;

namespace LowRankDefense.Streaming.Tests.Pipeline;

public class PipelineHealthTests
{
    private readonly FakeTimeProvider time = new();
    private readonly PipelineHealth health;

    public PipelineHealthTests() => health = new PipelineHealth(new PipelineOptions { Loops = 2 }, time);

    [Fact]
    public void Worker_ShouldBeReady_OnceAllLoopsOwnTheirPartitions()
    {
        health.NotReady().ShouldBe("Waiting for the broker.");

        health.Running(0, isRunning: true);
        health.NotReady().ShouldBe("Waiting for loop 1 to own its partitions.");

        health.Running(1, isRunning: true);
        health.NotReady().ShouldBeNull();

        health.Running(0, isRunning: false);
        health.NotReady().ShouldBe("Waiting for loop 0 to own its partitions.");
    }

    [Fact]
    public void Worker_ShouldNotWaitForLoopsThatFindNoPartition()
    {
        health.Expect(1);

        health.Running(0, isRunning: true);

        health.NotReady().ShouldBeNull();
    }

    [Theory]
    [InlineData(4, 2, 2)]
    [InlineData(2, 16, 2)]
    public void Loops_ShouldBeAsManyAsAskedFor_AndNoMoreThanPartitions(int asked, int partitions, int run)
    {
        new PipelineOptions { Loops = asked }
            .LoopsFor(partitions)
            .ShouldBe(run);
        new PipelineOptions().Loops.ShouldBe(Math.Min(64, Environment.ProcessorCount));
    }

    [Fact]
    public void Loop_ShouldCountAsStuck_WhenItHasNotMovedForTwoMinutes()
    {
        health.Pulse(0);
        health.Pulse(1);
        time.Advance(TimeSpan.FromMinutes(2));
        health.StuckLoop().ShouldBeNull();
        health.Pulse(0);

        time.Advance(TimeSpan.FromSeconds(1));

        health.StuckLoop().ShouldBe("Loop 1 has not moved for 00:02:01.");
    }

    [Fact]
    public void Loop_ShouldNotCountAsStuck_BeforeItsFirstStep()
    {
        time.Advance(TimeSpan.FromHours(1));

        health.StuckLoop().ShouldBeNull();
    }
}
