using Confluent.Kafka;
using LowRankDefense.EmbeddedBroker.Configuration;
using LowRankDefense.EmbeddedBroker.Protocol;
using LowRankDefense.Streaming.Pipeline;
using LowRankDefense.Streaming.Tests.Harness;
using ErrorCode = LowRankDefense.EmbeddedBroker.Protocol.ErrorCode;

namespace LowRankDefense.Streaming.Tests.Pipeline;

/// <summary>Partitions that come and go while a cycle is open.</summary>
public class RebalancingTests
{
    private static readonly PipelineOptions LongCycles = new()
    {
        Loops = 2,
        CycleInterval = TimeSpan.FromSeconds(3),
        QuietInterval = TimeSpan.FromSeconds(3),
    };
    private static readonly string[] Users = ["a", "b", "c", "d", "e", "f"];

    [Fact]
    public async Task OpenCycle_ShouldBeCommitted_BeforeItsPartitionGoes()
    {
        await using var system = await LoopHarness.Start(pipeline: LongCycles);
        await system.StartLoop();
        await SendAndOpenACycle(system);

        await system.StartLoop(number: 1);

        system.Points.TakeWhile(p => p != PipelinePoint.Revoking).ShouldNotContain(PipelinePoint.Committed);
        system.Sanitized().Count.ShouldBe(6, "committed by the rebalance, not by the end of the cycle");
        system.Send("a", "i-2");
        await system.SanitizedReaches(7);
        await system.StopLoop();
        system.Sanitized().ShouldBe(["e-1", "e-2", "e-3", "e-4", "e-5", "e-6", "e-7"], ignoreOrder: true);
        system.Metrics.Aborts.Value.ShouldBe(0);
    }

    [Fact]
    public async Task Partition_ShouldHaveOneOwner_AndTheLogSaysWhich()
    {
        await using var system = await LoopHarness.Start(pipeline: LongCycles);
        await system.StartLoop();
        system.Metrics.Partitions.Value.ShouldBe(2);

        await system.StartLoop(number: 1);
        await Eventually.Holds(() => system.Log.Lines.Any(l => l.Contains("Loop 1 owns partition")), "the second loop owns a partition");

        system.Metrics.Partitions.Value.ShouldBe(2);
        system.Log.Lines.Count(l => l.Contains("Loop 0 owns partition")).ShouldBe(2);
        system.Log.Lines.Count(l => l.Contains("Loop 0 gave up partition")).ShouldBe(1);
        await system.StopLoop();
        system.Metrics.Partitions.Value.ShouldBe(0);
    }

    [Fact]
    public async Task OpenCycle_ShouldBeReadAgainByWhoeverHasThePartition_WhenItCannotBeCommitted()
    {
        await using var system = await LoopHarness.Start(pipeline: LongCycles);
        await system.StartLoop();
        await SendAndOpenACycle(system);
        var failures = 1;
        system.Fault = asked =>
            asked == ApiKey.TxnOffsetCommit && Interlocked.Decrement(ref failures) >= 0
                ? FaultAction.Error(ErrorCode.IllegalGeneration)
                : FaultAction.None;

        await system.StartLoop(number: 1);
        await system.SanitizedReaches(6);
        await system.StopLoop();

        failures.ShouldBeLessThan(0);
        system.Metrics.Aborts.Value.ShouldBe(1);
        system.Sanitized().ShouldBe(["e-1", "e-2", "e-3", "e-4", "e-5", "e-6"], ignoreOrder: true);
        system.Read(system.Topics.Rejected).ShouldBeEmpty();
    }

    [Fact]
    public async Task OpenCycle_ShouldBeDropped_WhenThePartitionsAreLost()
    {
        var frequent = new Dictionary<string, string>(StringComparer.Ordinal) { ["heartbeat.interval.ms"] = "100" };
        await using var system = await LoopHarness.Start(pipeline: LongCycles, properties: frequent);
        await system.StartLoop();
        await SendAndOpenACycle(system);
        var failures = 1;
        system.Fault = asked =>
            asked == ApiKey.Heartbeat && Interlocked.Decrement(ref failures) >= 0 ? FaultAction.Error(ErrorCode.UnknownMemberId) : FaultAction.None;

        await system.SanitizedReaches(6);
        await system.StopLoop();

        failures.ShouldBeLessThan(0);
        system.Count(PipelinePoint.Assigned).ShouldBe(2);
        system.Metrics.Aborts.Value.ShouldBe(1);
        system.Sanitized().ShouldBe(["e-1", "e-2", "e-3", "e-4", "e-5", "e-6"], ignoreOrder: true);
        system.Read(system.Topics.Rejected).ShouldBeEmpty();
    }

    [Fact]
    public async Task Loop_ShouldDie_WhenAChangelogCannotBeRead()
    {
        await using var system = await LoopHarness.Start();
        await system.StartLoop();
        system.Send("a", "i-1");
        await system.SanitizedReaches(1);
        await system.StopLoop();
        var failures = 1;
        system.Fault = asked =>
            asked == ApiKey.Fetch && Interlocked.Decrement(ref failures) >= 0 ? FaultAction.Error(LoopHarness.ServerError) : FaultAction.None;

        await system.StartLoop();
        (await system.Died()).ShouldBeOfType<KafkaException>();

        await system.StartLoop();
        system.Send("a", "i-2");
        await system.SanitizedReaches(2);
        await system.StopLoop();
        system.Sanitized().ShouldBe(["e-1", "e-2"]);
    }

    // Users enough for both partitions to have some. A cycle is open once something was produced that is not committed.
    private static async Task SendAndOpenACycle(LoopHarness system)
    {
        var produced = 0;
        system.Fault = asked =>
        {
            if (asked == ApiKey.Produce)
                Interlocked.Increment(ref produced);
            return FaultAction.None;
        };
        system.SendOfEach(Users, "i-1");
        await Eventually.Holds(() => Volatile.Read(ref produced) > 0, "a cycle is open");
        await Task.Delay(200);
        system.Sanitized().ShouldBeEmpty();
    }
}
