using LowRankDefense.Core.Interactions;
using LowRankDefense.EmbeddedBroker.Configuration;
using LowRankDefense.EmbeddedBroker.Protocol;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Pipeline;
using LowRankDefense.Streaming.Tests.Harness;

namespace LowRankDefense.Streaming.Tests.Pipeline;

/// <summary>One real loop on the embedded broker: what it commits, what it takes back, and what is left for the loop after it.</summary>
public class TransactionalLoopTests
{
    private static readonly PipelineOptions OneCycle = new()
    {
        Loops = 1,
        CycleInterval = TimeSpan.FromMilliseconds(50),
        QuietInterval = TimeSpan.FromSeconds(1),
    };

    [Fact]
    public async Task Cycle_ShouldPassItsPointsInOrder()
    {
        await using var system = await LoopHarness.Start(pipeline: OneCycle);
        await system.StartLoop();
        system.Health.NotReady().ShouldBeNull();
        system.Send("u", "i-1", "i-2");
        await system.SanitizedReaches(2);
        await system.StopLoop();

        system.Points.First().ShouldBe(PipelinePoint.Assigned);
        system.Points.Last().ShouldBe(PipelinePoint.Revoking);
        var cycles = system.Points.Except([PipelinePoint.Assigned, PipelinePoint.Revoking]).ToList();
        cycles.ShouldBe([PipelinePoint.Produced, PipelinePoint.Committed, PipelinePoint.Stored]);
        (system.Metrics.Accepted.Value, system.Metrics.Sanitized.Value).ShouldBe((2, 2));
        system.Metrics.Commits.Value.ShouldBe(system.Count(PipelinePoint.Stored));
        system.Metrics.Aborts.Value.ShouldBe(0);
        system.Metrics.Partitions.Value.ShouldBe(0, "a loop that has ended owns nothing");
        system.Read(system.Topics.Changelog).ShouldNotBeEmpty();
        foreach (var part in new[] { "consume", "wait", "seal", "settle", "produce", "commit", "parse", "profile", "sanitize" })
            system.Metrics.LoopSeconds(part).Value.ShouldBePositive(part);
    }

    [Theory]
    [InlineData(ApiKey.TxnOffsetCommit, ErrorCode.IllegalGeneration)]
    [InlineData(ApiKey.TxnOffsetCommit, ErrorCode.UnknownMemberId)]
    [InlineData(ApiKey.EndTxn, LoopHarness.ServerError)]
    public async Task FailedCommit_ShouldBeAbortedAndReadAgain_LosingAndDoublingNothing(ApiKey api, ErrorCode code)
    {
        await using var system = await LoopHarness.Start(pipeline: OneCycle);
        await system.StartLoop();
        system.Send("u", "i-1", "i-2");
        await system.SanitizedReaches(2);
        var failures = 1;
        system.Fault = asked => asked == api && Interlocked.Decrement(ref failures) >= 0 ? FaultAction.Error(code) : FaultAction.None;

        system.Send("u", "i-3");
        system.Send("w", "i-4");
        await system.SanitizedReaches(4);
        await system.StopLoop();

        failures.ShouldBeLessThan(0);
        system.Metrics.Aborts.Value.ShouldBe(1);
        system.Log.Lines.ShouldContain(l => l.Contains("aborted a transaction"));
        system.Sanitized().ShouldBe(["e-1", "e-2", "e-3", "e-4"], ignoreOrder: true);
        system.Read(system.Topics.Rejected).ShouldBeEmpty("what is read again is no duplicate");
        system.Metrics.Accepted.Value.ShouldBe(4);
    }

    [Fact]
    public async Task NextCycle_ShouldRunWhileACommitIsOnItsWay_AndBeTakenBackWithItWhenThatFails()
    {
        await using var system = await LoopHarness.Start(pipeline: OneCycle with { CycleInterval = TimeSpan.FromMilliseconds(300) });
        await system.StartLoop();
        var released = new TaskCompletionSource();
        var (held, failures) = (1, 1);
        system.Fault = asked =>
            asked == ApiKey.TxnOffsetCommit && Interlocked.Decrement(ref held) >= 0 ? FaultAction.HoldUntil(released.Task)
            : asked == ApiKey.EndTxn && Interlocked.Decrement(ref failures) >= 0 ? FaultAction.Error(LoopHarness.ServerError)
            : FaultAction.None;

        system.Send("u", "i-1", "i-2");
        await Eventually.Holds(() => Volatile.Read(ref held) < 1, "the first cycle is being committed");
        system.Send("w", "i-3", "i-4");
        await Task.Delay(200);
        released.SetResult();
        await system.SanitizedReaches(4);
        await system.StopLoop();

        string.Join("|", system.Log.Lines).ShouldContain("aborted a transaction of 4 events");
        system.Sanitized().ShouldBe(["e-1", "e-2", "e-3", "e-4"], ignoreOrder: true);
        system.Read(system.Topics.Rejected).ShouldBeEmpty("what is read again is no duplicate");
        (system.Metrics.Accepted.Value, system.Metrics.Aborts.Value).ShouldBe((4, 1));
    }

    [Fact]
    public async Task Event_ShouldNotWaitForTheEndOfACycle_WhereNoneFollows()
    {
        await using var system = await LoopHarness.Start(pipeline: new PipelineOptions { Loops = 1, CycleInterval = TimeSpan.FromHours(1) });
        await system.StartLoop();

        system.Send("u", "i-1");
        await system.SanitizedReaches(1);
        system.Send("u", "i-2");
        await system.SanitizedReaches(2);

        await system.StopLoop();
    }

    [Fact]
    public async Task LostAnswerOfACommit_ShouldBeAskedForAgain_AndDoubleNothing()
    {
        await using var system = await LoopHarness.Start(pipeline: OneCycle);
        await system.StartLoop();
        var failures = 1;
        system.Fault = asked => asked == ApiKey.EndTxn && Interlocked.Decrement(ref failures) >= 0 ? FaultAction.DropAnswer : FaultAction.None;

        system.Send("u", "i-1", "i-2");
        await system.SanitizedReaches(2);
        await system.StopLoop();

        failures.ShouldBeLessThan(0);
        system.Sanitized().ShouldBe(["e-1", "e-2"]);
        system.Metrics.Aborts.Value.ShouldBe(0);
    }

    [Fact]
    public async Task FencedLoop_ShouldDie_AndTheNextOneTakeOverWhereItStood()
    {
        await using var system = await LoopHarness.Start(pipeline: OneCycle);
        await system.StartLoop();
        system.Send("u", "i-1");
        await system.SanitizedReaches(1);
        var failures = 1;
        system.Fault = asked =>
            asked == ApiKey.EndTxn && Interlocked.Decrement(ref failures) >= 0 ? FaultAction.Error(ErrorCode.InvalidProducerEpoch) : FaultAction.None;
        system.Send("u", "i-2");
        (await system.Died()).ShouldBeOfType<TransactionBrokenException>().Message.ShouldContain("commit failed");

        await system.StartLoop();
        system.Send("u", "i-3");
        await system.SanitizedReaches(3);
        await system.StopLoop();

        system.Sanitized().ShouldBe(["e-1", "e-2", "e-3"]);
    }

    [Fact]
    public async Task NextLoop_ShouldKnowTheProfiles_FromTheirChangelog()
    {
        await using var system = await LoopHarness.Start(pipeline: OneCycle);
        await system.StartLoop();
        var once = InteractionWriter.Write(new Interaction("once", "u", "i", 1f, 1));
        system.SendRaw("u", once);
        await system.SanitizedReaches(1);
        await system.StopLoop();

        await system.StartLoop();
        system.SendRaw("u", once);
        system.Send("u", "i-2");
        await system.SanitizedReaches(2);
        await system.StopLoop();

        system.Sanitized().ShouldBe(["once", "e-1"]);
        system.Read(system.Topics.Rejected).ShouldHaveSingleItem().Header(RecordHeaders.Reason).ShouldBe("duplicate");
    }

    [Fact]
    public async Task HugeRecord_ShouldBeRejected_AndNotStopTheLoop()
    {
        await using var system = await LoopHarness.Start(pipeline: OneCycle);
        await system.StartLoop();
        // The largest a broker takes where nobody says otherwise, less what a batch needs.
        var random = new SeededRandom(1);
        byte[] huge = [.. Enumerable.Range(0, 1_048_588 - 200).Select(_ => (byte)random.NextInt(256))];

        system.SendRaw("u", huge);
        system.Send("u", "i-1");
        await system.SanitizedReaches(1);
        await system.StopLoop();

        var rejected = system.Read(system.Topics.Rejected).ShouldHaveSingleItem();
        rejected.Header(RecordHeaders.Reason).ShouldBe("oversized");
        rejected.Value.ShouldBe(huge);
    }
}
