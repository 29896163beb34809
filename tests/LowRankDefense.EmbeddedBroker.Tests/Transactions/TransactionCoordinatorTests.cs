using LowRankDefense.EmbeddedBroker.Configuration;
using LowRankDefense.EmbeddedBroker.Log;
using LowRankDefense.EmbeddedBroker.Offsets;
using LowRankDefense.EmbeddedBroker.Protocol;
using LowRankDefense.EmbeddedBroker.Transactions;
using Microsoft.Extensions.Time.Testing;

namespace LowRankDefense.EmbeddedBroker.Tests.Transactions;

public sealed class TransactionCoordinatorTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private readonly FakeTimeProvider time = new();
    private readonly TopicRegistry topics = new(new BrokerOptions());
    private readonly OffsetStore offsets = new();
    private readonly TransactionCoordinator transactions;
    private readonly PartitionLog log;

    public TransactionCoordinatorTests()
    {
        transactions = new TransactionCoordinator(topics, offsets, time);
        log = topics.GetOrCreate("t").Partitions[0];
    }

    [Fact]
    public void Producers_ShouldHaveIdsOfTheirOwn_WithoutATransactionalId()
    {
        var (first, second) = (transactions.Initialise(null, Timeout), transactions.Initialise(null, Timeout));

        second.ProducerId.ShouldNotBe(first.ProducerId);
        (first.Epoch, second.Epoch).ShouldBe(((short)0, (short)0));
    }

    [Fact]
    public void Successor_ShouldHaveTheSameIdAndAHigherEpoch()
    {
        var first = transactions.Initialise("x", Timeout);
        transactions.IsFenced(first.ProducerId, first.Epoch).ShouldBeFalse();

        var second = transactions.Initialise("x", Timeout);

        second.ShouldBe((first.ProducerId, (short)(first.Epoch + 1)));
        transactions.IsFenced(first.ProducerId, first.Epoch).ShouldBeTrue();
        transactions.IsFenced(second.ProducerId, second.Epoch).ShouldBeFalse();
    }

    [Fact]
    public void Requests_ShouldBeRefused_FromFencedAndForeignProducers()
    {
        var (id, epoch) = transactions.Initialise("x", Timeout);
        transactions.Initialise("x", Timeout);

        foreach (var (producer, expected) in new[] { (id, ErrorCode.InvalidProducerEpoch), (id + 1, ErrorCode.InvalidProducerIdMapping) })
        {
            transactions.AddPartitions("x", producer, epoch, [("t", 0)]).ShouldBe(expected);
            transactions.AddOffsets("x", producer, epoch).ShouldBe(expected);
            transactions.CommitOffsets("x", producer, epoch, "g", []).ShouldBe(expected);
            transactions.End("x", producer, epoch, commit: true).ShouldBe(expected);
        }

        transactions.End("unheard of", id, epoch, commit: true).ShouldBe(ErrorCode.InvalidProducerIdMapping);
    }

    [Fact]
    public void Partition_ShouldBeCovered_FromItsAdditionToTheEnd()
    {
        var (id, epoch) = Begin();

        transactions.Covers("x", "t", 0).ShouldBeTrue();
        transactions.Covers("x", "t", 1).ShouldBeFalse();
        transactions.Covers("y", "t", 0).ShouldBeFalse();
        transactions.Covers(null, "t", 0).ShouldBeFalse();
        transactions.End("x", id, epoch, commit: true);
        transactions.Covers("x", "t", 0).ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void End_ShouldDecideRecordsAndOffsetsTogether(bool commit)
    {
        var (id, epoch) = Begin();
        log.Append(TestBatch.Create(producer: id, epoch: epoch, transactional: true), out _);
        transactions.CommitOffsets("x", id, epoch, "g", [KeyValuePair.Create(("t", 1), new CommittedOffset(7, ""))]);
        transactions.HasPendingOffset("g", "t", 1).ShouldBeTrue();
        transactions.HasPendingOffset("g", "t", 0).ShouldBeFalse();
        offsets.TryGet("g", "t", 1, out _).ShouldBeFalse();
        var written = topics.Find("t")!.NextWrite;

        transactions.End("x", id, epoch, commit).ShouldBe(ErrorCode.None);

        offsets.TryGet("g", "t", 1, out _).ShouldBe(commit);
        transactions.HasPendingOffset("g", "t", 1).ShouldBeFalse();
        log.AbortedBetween(0, 9).Any().ShouldBe(!commit);
        log.LastStableOffset.ShouldBe(2);
        written.IsCompleted.ShouldBeTrue("readers that wait for the marker wake up");
    }

    [Fact]
    public void Transaction_ShouldBeAborted_WhenASuccessorStarts()
    {
        var (id, epoch) = Begin();
        log.Append(TestBatch.Create(producer: id, epoch: epoch, transactional: true), out _);

        transactions.Initialise("x", Timeout);

        log.AbortedBetween(0, 9).ShouldHaveSingleItem().ProducerId.ShouldBe(id);
        log.Append(TestBatch.Create(producer: id, epoch: epoch, sequence: 1, transactional: true), out _).ShouldBe(ErrorCode.InvalidProducerEpoch);
        log.LastStableOffset.ShouldBe(log.EndOffset, "a batch that was under way leaves no transaction open");
    }

    [Fact]
    public void Transaction_ShouldBeAbortedAndItsProducerFenced_WhenItOutlivesItsTimeout()
    {
        var (id, epoch) = Begin();
        log.Append(TestBatch.Create(producer: id, epoch: epoch, transactional: true), out _);
        time.Advance(Timeout);
        transactions.AbortExpired();
        log.LastStableOffset.ShouldBe(0);

        time.Advance(TimeSpan.FromTicks(1));
        transactions.AbortExpired();

        log.LastStableOffset.ShouldBe(2);
        transactions.IsFenced(id, epoch).ShouldBeTrue();
        transactions.End("x", id, epoch, commit: true).ShouldBe(ErrorCode.InvalidProducerEpoch);
    }

    [Fact]
    public void End_ShouldDoNothing_WhenNoTransactionIsOpen()
    {
        var (id, epoch) = transactions.Initialise("x", Timeout);

        transactions.End("x", id, epoch, commit: true).ShouldBe(ErrorCode.None);

        log.EndOffset.ShouldBe(0);
    }

    [Fact]
    public void DeletedTopic_ShouldNotKeepATransactionFromEnding()
    {
        var (id, epoch) = Begin();
        topics.TryDelete("t");

        transactions.End("x", id, epoch, commit: true).ShouldBe(ErrorCode.None);
    }

    private (long ProducerId, short Epoch) Begin()
    {
        var (id, epoch) = transactions.Initialise("x", Timeout);
        transactions.AddPartitions("x", id, epoch, [("t", 0)]).ShouldBe(ErrorCode.None);
        return (id, epoch);
    }
}
