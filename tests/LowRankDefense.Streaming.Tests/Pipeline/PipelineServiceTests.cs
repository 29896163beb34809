using LowRankDefense.EmbeddedBroker.Configuration;
using LowRankDefense.EmbeddedBroker.Protocol;
using LowRankDefense.Streaming.Pipeline;
using LowRankDefense.Streaming.Tests.Harness;

namespace LowRankDefense.Streaming.Tests.Pipeline;

public class PipelineServiceTests
{
    [Fact]
    public async Task Loops_ShouldNotBegin_BeforeItIsKnownWhichDetectorsThereAre()
    {
        await using var system = await LoopHarness.Start();
        var began = false;
        system.Fault = asked =>
        {
            began |= asked == ApiKey.InitProducerId;
            return FaultAction.None;
        };
        var service = await system.StartService();
        await Task.Delay(500);
        Volatile.Read(ref began).ShouldBeFalse();

        system.Models.Read();
        await Eventually.Holds(() => system.Count(PipelinePoint.Assigned) == 1, "the loop owns its partitions");
        await service.StopAsync(CancellationToken.None);

        service.ExecuteTask!.IsFaulted.ShouldBeFalse();
        system.Health.NotReady().ShouldBe("Waiting for loop 0 to own its partitions.");
        system.Metrics.LoopRestarts.Value.ShouldBe(0);
    }

    [Fact]
    public async Task BrokenLoop_ShouldBeginAnew_AndGoOnWhereTheOtherStood()
    {
        await using var system = await LoopHarness.Start();
        system.Models.Read();
        var service = await system.StartService();
        await Eventually.Holds(() => system.Health.NotReady() is null, "the loop owns its partitions");
        var failures = 1;
        system.Fault = asked =>
            asked == ApiKey.EndTxn && Interlocked.Decrement(ref failures) >= 0 ? FaultAction.Error(ErrorCode.InvalidProducerEpoch) : FaultAction.None;

        system.Send("u", "i-1", "i-2");
        await system.SanitizedReaches(2);
        await service.StopAsync(CancellationToken.None);

        system.Sanitized().ShouldBe(["e-1", "e-2"]);
        system.Metrics.LoopRestarts.Value.ShouldBe(1);
        system.Log.Lines.ShouldContain(l => l.Contains("Not started yet (1): The transaction's commit failed"));
    }

    [Fact]
    public async Task LoopWhoseClientHangs_ShouldBeginAnew_LosingAndDoublingNothing()
    {
        await using var system = await LoopHarness.Start(transactionTimeout: TimeSpan.FromSeconds(2));
        system.Models.Read();
        var service = await system.StartService();
        await Eventually.Holds(() => system.Health.NotReady() is null, "the loop owns its partitions");
        var (held, never) = (1, new TaskCompletionSource());
        system.Fault = asked =>
            asked == ApiKey.TxnOffsetCommit && Interlocked.Decrement(ref held) >= 0 ? FaultAction.HoldUntil(never.Task) : FaultAction.None;

        system.Send("u", "i-1", "i-2");
        await system.SanitizedReaches(2);
        system.Send("u", "i-3");
        await system.SanitizedReaches(3);
        await service.StopAsync(CancellationToken.None);

        system.Sanitized().ShouldBe(["e-1", "e-2", "e-3"]);
        system.Read(system.Topics.Rejected).ShouldBeEmpty();
        system.Metrics.LoopRestarts.Value.ShouldBe(1);
        never.SetResult();
    }

    [Fact]
    public async Task Service_ShouldBeReady_WhenThereAreFewerPartitionsThanLoopsAskedFor()
    {
        await using var system = await LoopHarness.Start(pipeline: new PipelineOptions { Loops = 4 });
        system.Models.Read();
        var service = await system.StartService();

        await Eventually.Holds(() => system.Health.NotReady() is null, "two loops own the two partitions");
        await service.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Service_ShouldEnd_WhenTopicsDoNotFitTogether()
    {
        await using var system = await LoopHarness.Start();
        await system.Recreate(system.Topics.Verdicts, partitions: 3);

        var service = await system.StartService();

        var failure = await Should.ThrowAsync<InvalidOperationException>(() => service.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(20)));
        failure.Message.ShouldContain("'verdicts' has 3 partitions");
    }
}
