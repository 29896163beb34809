using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Telemetry;
using LowRankDefense.Streaming.Tests.Harness;

namespace LowRankDefense.Streaming.Tests.Kafka;

/// <summary>A client whose calls do not return, whatever timeout they were given: the loop goes on without it.</summary>
public sealed class HangingClientTests : IDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongerThanTheEnd = TimeSpan.FromSeconds(6);
    private readonly ManualResetEventSlim answer = new();
    private readonly RecordingProducer producer = new();
    private readonly TransactionSender sender;
    private int stored;

    public HangingClientTests() => sender = new TransactionSender(producer, Short, "test", new WorkerMetrics());

    public void Dispose()
    {
        answer.Set();
        sender.Dispose();
    }

    [Fact]
    public async Task Commit_ShouldBeGivenUp_AndNothingBeStoredBehindIt_ThoughItSucceedsInTheEnd()
    {
        Hang("commit");
        var pending = Pending();
        sender.Commit(pending);

        Should.Throw<TransactionBrokenException>(pending.Wait).Message.ShouldContain("given up");
        Should.Throw<TransactionBrokenException>(pending.ThrowIfOverdue);
        answer.Set();
        await Eventually.Holds(() => pending.HasEnded, "the client has answered");

        pending.Succeeded.ShouldBeFalse();
        stored.ShouldBe(0);
        Should.Throw<TransactionBrokenException>(sender.ThrowIfFailed).Message.ShouldContain("after it had been given up");
    }

    [Fact]
    public void WhatFollowsACommit_ShouldBeWaitedFor_HoweverLongItTakes()
    {
        using var pending = Pending(committed: () => Thread.Sleep(3 * Short));
        sender.Commit(pending);

        pending.Wait();

        pending.Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void Abort_ShouldBeGivenUp()
    {
        Hang("abort");
        sender.Send("t", 0, [1], [2]);
        sender.Flush();

        Should.Throw<TransactionBrokenException>(sender.Abort).Message.ShouldContain("not answered");
    }

    [Fact]
    public void Records_ShouldNotPileUp_BehindACallThatHangs()
    {
        Hang("commit");
        sender.Commit(Pending());

        Should
            .Throw<TransactionBrokenException>(() =>
            {
                for (var i = 0; i < 1_000_000; i++)
                    sender.Send("t", 0, [1], [2]);
            })
            .Message.ShouldContain("not answered");
    }

    [Fact]
    public async Task Thread_ShouldBeLeftBehind_AndTakeItsProducerWithItInTheEnd_ButStoreNothing()
    {
        Hang("commit");
        var pending = Pending();
        sender.Commit(pending);

        sender.Dispose();

        producer.IsDisposed.ShouldBeFalse("a client is not taken away under a call");
        answer.Set();
        await Eventually.Holds(() => producer.IsDisposed, "the thread has ended");
        // Nobody had waited for the commit; the stores are gone by now.
        stored.ShouldBe(0);
        pending.Succeeded.ShouldBeFalse();
    }

    [Fact]
    public void StoresThatAreBeingWritten_ShouldBeWaitedFor()
    {
        using var storing = new ManualResetEventSlim();
        sender.Commit(
            Pending(() =>
            {
                storing.Set();
                Thread.Sleep(LongerThanTheEnd);
                stored++;
            })
        );
        storing.Wait();

        sender.Dispose();

        stored.ShouldBe(1, "whoever disposes of the sender disposes of the stores next");
    }

    private void Hang(string hanging) =>
        producer.Failure = call =>
        {
            if (call == hanging)
                answer.Wait();
            return null;
        };

    private PendingTransaction Pending(Action? committed = null) => new([], group: null, Short, produced: () => { }, committed ?? (() => stored++));
}
