using LowRankDefense.EmbeddedBroker.Log;
using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Tests.Log;

public sealed class PartitionLogTests
{
    private readonly PartitionLog log = new(long.MaxValue, maximumBatchBytes: 1_000);

    [Fact]
    public void Offsets_ShouldBeConsecutive_OverBatchesOfAnySize()
    {
        Append(TestBatch.Create(records: 3)).ShouldBe((ErrorCode.None, 0));
        Append(TestBatch.Create(records: 2)).ShouldBe((ErrorCode.None, 3));

        (log.StartOffset, log.EndOffset, log.LastStableOffset).ShouldBe((0, 5, 5));
        log.Batches.Select(b => (b.BaseOffset, b.LastOffset)).ShouldBe([(0, 2), (3, 4)]);
    }

    [Fact]
    public void StoredBytes_ShouldBeThoseOfTheBatches()
    {
        Append(TestBatch.Create(records: 3));
        Append(TestBatch.Create(payload: 400));

        log.StoredBytes.ShouldBe(log.Batches.Sum(b => b.Data.Length));
        log.StoredBytes.ShouldBeGreaterThan(400);
    }

    [Fact]
    public void Batch_ShouldCarryItsOffset_AndKeepItsChecksum()
    {
        Append(TestBatch.Create(records: 3));
        Append(TestBatch.Create());

        var stored = log.Batches[1].Data;

        System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(stored).ShouldBe(3);
        RecordBatch.HasValidChecksum(stored).ShouldBeTrue();
    }

    [Fact]
    public void Batch_ShouldBeRefused_WhenItIsMalformed()
    {
        var (old, damaged, backwards) = (TestBatch.Create(), TestBatch.Create(), TestBatch.Create(records: 0));
        old[16] = 1;
        damaged[^1] ^= 1;

        Append(new byte[60]).ShouldBe((ErrorCode.InvalidRecord, -1));
        Append(old).ShouldBe((ErrorCode.InvalidRecord, -1));
        Append(backwards).ShouldBe((ErrorCode.InvalidRecord, -1));
        Append(damaged).ShouldBe((ErrorCode.CorruptMessage, -1));
        Append(TestBatch.Create(payload: 1_000)).ShouldBe((ErrorCode.MessageTooLarge, -1));
        (log.EndOffset, log.Batches.Count).ShouldBe((0, 0));
    }

    [Fact]
    public void Repeat_ShouldBeAnsweredAsBefore_AndNotBeWrittenAgain()
    {
        Append(TestBatch.Create(records: 2, producer: 7));
        Append(TestBatch.Create(records: 2, producer: 7, sequence: 2));

        Append(TestBatch.Create(records: 2, producer: 7)).ShouldBe((ErrorCode.None, 0));

        log.EndOffset.ShouldBe(4);
    }

    [Fact]
    public void LastStableOffset_ShouldStandBeforeTheFirstOpenTransaction_UntilItEnds()
    {
        Append(TestBatch.Create());
        Append(TestBatch.Create(producer: 7, transactional: true));
        Append(TestBatch.Create(producer: 8, transactional: true));
        log.LastStableOffset.ShouldBe(1);

        log.EndTransaction(7, epoch: 0, commit: true, timestamp: 0);
        log.LastStableOffset.ShouldBe(2);

        log.EndTransaction(8, epoch: 0, commit: false, timestamp: 0);
        (log.LastStableOffset, log.EndOffset).ShouldBe((5, 5), "each marker takes an offset");
    }

    [Fact]
    public void AbortedTransactions_ShouldBeListed_WhereTheyTouchTheRange()
    {
        Append(TestBatch.Create(records: 2, producer: 7, transactional: true));
        log.EndTransaction(7, epoch: 0, commit: false, timestamp: 0);
        Append(TestBatch.Create(producer: 8, transactional: true));
        log.EndTransaction(8, epoch: 0, commit: true, timestamp: 0);
        Append(TestBatch.Create(producer: 9, transactional: true));
        log.EndTransaction(9, epoch: 0, commit: false, timestamp: 0);

        var (first, last) = (new AbortedTransaction(7, 0, 2), new AbortedTransaction(9, 5, 6));
        log.AbortedBetween(0, 6).ShouldBe([first, last]);
        log.AbortedBetween(2, 4).ShouldBe([first]);
        log.AbortedBetween(3, 4).ShouldBeEmpty();
        log.AbortedBetween(3, 5).ShouldBe([last]);
    }

    [Fact]
    public void Marker_ShouldNotBeWritten_WhenTheTransactionWroteNothingHere()
    {
        log.EndTransaction(7, epoch: 0, commit: true, timestamp: 0);

        log.EndOffset.ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void LateBatch_ShouldOpenNoTransaction_WhenItsProducerWasFenced(bool hadWritten)
    {
        if (hadWritten)
            Append(TestBatch.Create(producer: 7, transactional: true));
        log.EndTransaction(7, epoch: 1, commit: false, timestamp: 0);

        Append(TestBatch.Create(producer: 7, sequence: 1, transactional: true)).ShouldBe((ErrorCode.InvalidProducerEpoch, -1));

        log.LastStableOffset.ShouldBe(log.EndOffset);
        Append(TestBatch.Create(producer: 7, epoch: 1, transactional: true)).Error.ShouldBe(ErrorCode.None, "the successor begins at sequence 0");
    }

    [Fact]
    public void OldestBatches_ShouldGo_WhenTheLogGrowsOverItsRetention()
    {
        var size = TestBatch.Create(records: 2).Length;
        var bounded = new PartitionLog(retentionBytes: 3 * size, maximumBatchBytes: 10_000);
        bounded.Append(TestBatch.Create(producer: 7, transactional: true), out _);
        bounded.EndTransaction(7, epoch: 0, commit: false, timestamp: 0);
        for (var b = 0; b < 5; b++)
            bounded.Append(TestBatch.Create(records: 2), out _);

        (bounded.StartOffset, bounded.EndOffset, bounded.Batches.Count).ShouldBe((6, 12, 3));
        bounded.AbortedBetween(0, 100).ShouldBeEmpty();
        bounded.Find(0).ShouldBe(0);
        bounded.Find(8).ShouldBe(1);
    }

    [Fact]
    public void NewestBatch_ShouldStay_WhateverTheRetention()
    {
        var tiny = new PartitionLog(retentionBytes: 1, maximumBatchBytes: 1_000);
        tiny.Append(TestBatch.Create(), out _);
        tiny.Append(TestBatch.Create(), out _);

        tiny.Batches.ShouldHaveSingleItem().BaseOffset.ShouldBe(1);
    }

    [Fact]
    public void Find_ShouldGiveTheBatchThatHoldsTheOffset()
    {
        foreach (var records in new[] { 3, 1, 4 })
            Append(TestBatch.Create(records));

        Enumerable.Range(0, 9).Select(o => log.Find(o)).ShouldBe([0, 0, 0, 1, 2, 2, 2, 2, 3]);
    }

    private (ErrorCode Error, long Offset) Append(byte[] batch) => (log.Append(batch, out var offset), offset);
}
