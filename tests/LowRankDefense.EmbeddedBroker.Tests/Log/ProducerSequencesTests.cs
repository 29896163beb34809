using LowRankDefense.EmbeddedBroker.Log;
using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Tests.Log;

public sealed class ProducerSequencesTests
{
    private readonly ProducerSequences sequences = new();

    [Fact]
    public void Batch_ShouldFollowOnTheLastOne()
    {
        sequences.Record(epoch: 0, first: 0, last: 4, lastOffset: 4);

        Check(0, 5, 9).ShouldBe((ErrorCode.None, null));
        Check(0, 6, 9).ShouldBe((ErrorCode.OutOfOrderSequenceNumber, null));
        Check(0, 4, 9).ShouldBe((ErrorCode.DuplicateSequenceNumber, null));
    }

    [Fact]
    public void FirstBatchSeen_ShouldBeTaken_WhateverItsSequence() => Check(0, 17, 17).ShouldBe((ErrorCode.None, null));

    [Fact]
    public void Repeat_ShouldBeKnown_AmongTheLastFiveBatches()
    {
        for (var b = 0; b < 6; b++)
            sequences.Record(epoch: 0, first: 2 * b, last: (2 * b) + 1, lastOffset: 100 + (2 * b) + 1);

        Check(0, 2, 3).ShouldBe((ErrorCode.None, 102));
        Check(0, 0, 1).ShouldBe((ErrorCode.DuplicateSequenceNumber, null));
        Check(0, 2, 2).ShouldBe((ErrorCode.DuplicateSequenceNumber, null), "a batch is repeated whole");
    }

    [Fact]
    public void Sequence_ShouldGoOnAtZero_AfterTheLargest()
    {
        sequences.Record(epoch: 0, first: int.MaxValue - 1, last: int.MaxValue, lastOffset: 1);

        Check(0, 0, 0).ShouldBe((ErrorCode.None, null));
    }

    [Fact]
    public void Epoch_ShouldBeginAtZero_AndFenceTheOneBefore()
    {
        sequences.Record(epoch: 3, first: 0, last: 4, lastOffset: 4);

        Check(4, 5, 5).ShouldBe((ErrorCode.OutOfOrderSequenceNumber, null));
        Check(4, 0, 0).ShouldBe((ErrorCode.None, null));
        Check(2, 5, 5).ShouldBe((ErrorCode.InvalidProducerEpoch, null));
    }

    [Fact]
    public void Fence_ShouldForgetEarlierBatches_ButNotThoseOfTheSameEpoch()
    {
        sequences.Record(epoch: 1, first: 0, last: 0, lastOffset: 0);

        sequences.Fence(1);
        Check(1, 0, 0).ShouldBe((ErrorCode.None, 0));
        sequences.Fence(2);
        Check(1, 1, 1).ShouldBe((ErrorCode.InvalidProducerEpoch, null));
        Check(2, 0, 0).ShouldBe((ErrorCode.None, null));
    }

    private (ErrorCode Error, long? RepeatedAt) Check(short epoch, int first, int last) =>
        (sequences.Check(epoch, first, last, out var repeatedAt), repeatedAt);
}
