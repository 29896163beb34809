using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Tests.Protocol;

public sealed class RecordBatchTests
{
    [Fact]
    public void Header_ShouldBeReadAsItWasWritten()
    {
        var batch = TestBatch.Create(records: 4, producer: 77, epoch: 3, sequence: 9, transactional: true, timestamp: 1_234);

        RecordBatch.IsValid(batch).ShouldBeTrue();
        RecordBatch.IsTransactional(batch).ShouldBeTrue();
        RecordBatch.LastOffsetDelta(batch).ShouldBe(3);
        RecordBatch.MaximumTimestamp(batch).ShouldBe(1_234);
        (RecordBatch.ProducerId(batch), RecordBatch.ProducerEpoch(batch), RecordBatch.BaseSequence(batch)).ShouldBe((77, (short)3, 9));
        RecordBatch.IsTransactional(TestBatch.Create()).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(1_001)]
    public void Checksum_ShouldBeCrc32C_OverAnyLength(int payload)
    {
        TestBatch.Crc32C("123456789"u8).ShouldBe(0xE3069283u, "the check value of CRC-32C");
        var batch = TestBatch.Create(payload: payload);

        RecordBatch.HasValidChecksum(batch).ShouldBeTrue();
        batch[^1] ^= 0x40;
        RecordBatch.HasValidChecksum(batch).ShouldBeFalse();
    }

    [Fact]
    public void Length_ShouldBeThatOfTheFirstBatch()
    {
        var (first, second) = (TestBatch.Create(payload: 5), TestBatch.Create(payload: 9));

        RecordBatch.Length([.. first, .. second]).ShouldBe(first.Length);
        RecordBatch.Length(first.AsSpan(0, 11)).ShouldBe(11, "too short for a length field");
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void EndMarker_ShouldBeAControlBatchOfOneRecord(bool commit, byte type)
    {
        var marker = RecordBatch.EndMarker(offset: 12, producerId: 77, epoch: 3, commit, timestamp: 1_234);

        RecordBatch.IsValid(marker).ShouldBeTrue();
        RecordBatch.HasValidChecksum(marker).ShouldBeTrue();
        RecordBatch.Length(marker).ShouldBe(marker.Length);
        (RecordBatch.ProducerId(marker), RecordBatch.ProducerEpoch(marker), RecordBatch.BaseSequence(marker)).ShouldBe((77, (short)3, -1));
        (RecordBatch.IsTransactional(marker), (marker[22] & 0x20) != 0).ShouldBe((true, true));
        // Behind the header: length, attributes, two deltas, length of the key, version of the key, type.
        marker[RecordBatch.HeaderBytes..][7..9].ShouldBe([0, type]);
        (marker.Length - RecordBatch.HeaderBytes - 1).ShouldBe(marker[RecordBatch.HeaderBytes] / 2, "the record says how long it is");
    }
}
