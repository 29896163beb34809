using Confluent.Kafka;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Telemetry;
using LowRankDefense.Streaming.Tests.Harness;
using NSubstitute;

namespace LowRankDefense.Streaming.Tests.Kafka;

public sealed class TransactionSenderTests : IDisposable
{
    private static readonly TopicPartitionOffset[] Offsets = [new("interactions", 0, 5)];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly RecordingProducer producer = new();
    private readonly WorkerMetrics metrics = new();
    private readonly TransactionSender sender;

    public TransactionSenderTests() => sender = new TransactionSender(producer, Patience, "test", metrics);

    public void Dispose()
    {
        sender.Dispose();
        producer.Dispose();
    }

    [Fact]
    public void Commit_ShouldComeBehindAllRecords_WithItsCallsBeforeAndAfter()
    {
        Send(600);
        using var pending = new PendingTransaction(
            Offsets,
            Substitute.For<IConsumerGroupMetadata>(),
            Patience,
            produced: () => producer.Calls.Add($"produced {producer.Sent.Count}"),
            committed: () => producer.Calls.Add("committed")
        );
        sender.Commit(pending);
        pending.Wait();

        pending.Succeeded.ShouldBeTrue();
        producer.Calls.ShouldBe(["begin", "produced 600", "offsets", "commit", "committed"]);
        producer.Sent.Select(r => r.KeyText).ShouldBe(Enumerable.Range(0, 600).Select(i => $"{i}"));
    }

    [Fact]
    public void Loop_ShouldNotWaitForACommit_AndWhatItSendsMeanwhileShouldBeInTheNextTransaction()
    {
        using var release = new ManualResetEventSlim();
        Send(1);
        using var first = Pending(produced: release.Wait);
        sender.Commit(first);

        Send(300);
        using var second = Pending();
        sender.Commit(second);
        first.HasEnded.ShouldBeFalse();
        producer.Sent.Count.ShouldBeLessThanOrEqualTo(1, "the next transaction cannot begin");
        release.Set();
        second.Wait();

        (first.Succeeded, second.Succeeded).ShouldBe((true, true));
        producer.Calls.ShouldBe(["begin", "commit", "begin", "commit"]);
    }

    [Fact]
    public void Failure_ShouldStopEverythingBehindIt_UntilTheAbort()
    {
        producer.Failure = call => call == "commit" ? new KafkaTxnRequiresAbortException(new Error(ErrorCode.IllegalGeneration)) : null;
        using var failing = Pending();
        sender.Commit(failing);
        Send(300);
        using var behind = Pending();
        sender.Commit(behind);
        behind.Wait();

        (failing.Succeeded, behind.Succeeded).ShouldBe((false, false));
        producer.Sent.ShouldBeEmpty();
        Should.Throw<KafkaTxnRequiresAbortException>(sender.ThrowIfFailed);

        producer.Failure = _ => null;
        sender.Abort();
        sender.ThrowIfFailed();
        Send(1);
        using var again = Pending();
        sender.Commit(again);
        again.Wait();
        again.Succeeded.ShouldBeTrue();
        producer.Calls.ShouldBe(["begin", "commit", "abort", "begin", "commit"]);
    }

    [Fact]
    public void Abort_ShouldLetTheCommitBeforeItThrough_AndForgetWhatCameAfter()
    {
        Send(1);
        using var committed = Pending();
        sender.Commit(committed);
        Send(10);

        sender.Abort();
        using var empty = Pending();
        sender.Commit(empty);
        empty.Wait();

        committed.Succeeded.ShouldBeTrue();
        producer.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public void AbortThatFails_ShouldBreakTheLoop()
    {
        Send(1);
        sender.Flush();
        producer.Failure = call => call == "abort" ? new KafkaException(new Error(ErrorCode.ProducerFenced, "fenced", isFatal: true)) : null;

        Should.Throw<TransactionBrokenException>(sender.Abort);
    }

    [Fact]
    public void RecordThatIsRefused_ShouldSurfaceAtTheLoop()
    {
        producer.Failure = call =>
            call == "produce"
                ? new ProduceException<byte[], byte[]>(new Error(ErrorCode.MsgSizeTooLarge), new DeliveryResult<byte[], byte[]>())
                : null;
        Send(1);
        using var pending = Pending();
        sender.Commit(pending);
        pending.Wait();

        pending.Succeeded.ShouldBeFalse();
        Should.Throw<ProduceException<byte[], byte[]>>(sender.ThrowIfFailed);
    }

    [Fact]
    public void Producer_ShouldGoWithTheThread()
    {
        sender.Dispose();

        producer.IsDisposed.ShouldBeTrue();
    }

    [Fact]
    public async Task Flush_ShouldHandOverWhatWouldElseWaitForMore()
    {
        Send(3);
        sender.Flush();

        await Eventually.Holds(() => producer.Sent.Count == 3, "the records are produced");
        producer.Calls.ShouldBe(["begin"]);
    }

    [Fact]
    public void Time_ShouldBeCounted_ByWhatItWentInto()
    {
        Send(1);
        using var pending = Pending(produced: () => Thread.Sleep(50));
        sender.Commit(pending);
        pending.Wait();
        // Times are added behind the work they are of: once the next work is done, they are there.
        sender.Abort();

        metrics.LoopSeconds("commit").Value.ShouldBeGreaterThan(0.04);
        metrics.LoopSeconds("produce").Value.ShouldBeInRange(1e-9, 1);
    }

    private void Send(int records)
    {
        for (var i = 0; i < records; i++)
            sender.Send("t", 0, Outbox.KeyOf($"{i}"), [1]);
    }

    private static PendingTransaction Pending(Action? produced = null) =>
        new([], group: null, Patience, produced ?? (() => { }), committed: () => { });
}
