using Confluent.Kafka;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Tests.Harness;

namespace LowRankDefense.Streaming.Tests.Kafka;

public sealed class OutboxTests : IDisposable
{
    private readonly RecordingProducer producer = new();

    public void Dispose() => producer.Dispose();

    [Fact]
    public void Record_ShouldBeProducedAsItIs()
    {
        byte[] key = [1];
        byte[] value = [2];
        var headers = new Headers { { "h", [3] } };
        Action<DeliveryReport<byte[], byte[]>> delivered = _ => { };

        new Outbox(producer).Send("t", 5, key, value, headers, delivered);

        producer.Sent.ShouldHaveSingleItem().ShouldBe(new SentRecord("t", 5, key, value, headers));
        producer.Handlers.ShouldHaveSingleItem().ShouldBeSameAs(delivered);
        producer.Calls.ShouldBeEmpty();
    }

    [Fact]
    public void Tombstone_ShouldHaveNoValue()
    {
        new Outbox(producer).Send("t", Outbox.AnyPartition, Outbox.KeyOf("ü"), value: null);

        var sent = producer.Sent.ShouldHaveSingleItem();
        (sent.Partition, sent.KeyText, sent.Value).ShouldBe((Partition.Any.Value, "ü", null));
    }

    [Fact]
    public void FullQueue_ShouldBeFlushed_AndTheRecordSentOnce()
    {
        var full = 3;
        producer.Failure = call => call == "produce" && full-- > 0 ? Refusal(ErrorCode.Local_QueueFull) : null;

        new Outbox(producer).Send("t", 0, [1], [2]);

        producer.Sent.Count.ShouldBe(1);
        producer.Calls.ShouldBe(["flush", "flush", "flush"]);
    }

    [Fact]
    public void OtherErrors_ShouldSurface()
    {
        producer.Failure = _ => Refusal(ErrorCode.MsgSizeTooLarge);

        Should
            .Throw<ProduceException<byte[], byte[]>>(() => new Outbox(producer).Send("t", 0, [1], [2]))
            .Error.Code.ShouldBe(ErrorCode.MsgSizeTooLarge);
        producer.Calls.ShouldBeEmpty();
    }

    private static ProduceException<byte[], byte[]> Refusal(ErrorCode code) => new(new Error(code), new DeliveryResult<byte[], byte[]>());
}
