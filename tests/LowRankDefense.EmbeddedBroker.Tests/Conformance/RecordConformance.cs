using System.Text;
using Confluent.Kafka;
using LowRankDefense.TestKit.Brokers;

namespace LowRankDefense.EmbeddedBroker.Tests.Conformance;

/// <summary>What producers and consumers rely on.</summary>
public abstract class RecordConformance(BrokerFixture broker) : BrokerConformance(broker)
{
    [SkippableFact]
    public async Task Record_ShouldComeBackWithKeyValueAndHeaders()
    {
        await CreateTopic(2);
        using var producer = Producer();
        var sent = await producer.ProduceAsync(
            Topic,
            new Message<string, string>
            {
                Key = "k",
                Value = "v",
                Headers = new Headers { { "h", "x"u8.ToArray() } },
            }
        );

        var read = ReadAll().Single();

        (read.Message.Key, read.Message.Value, read.TopicPartitionOffset).ShouldBe(("k", "v", sent.TopicPartitionOffset));
        Encoding.UTF8.GetString(read.Message.Headers.GetLastBytes("h")).ShouldBe("x");
    }

    [SkippableTheory]
    [InlineData(CompressionType.None)]
    [InlineData(CompressionType.Gzip)]
    [InlineData(CompressionType.Snappy)]
    [InlineData(CompressionType.Lz4)]
    [InlineData(CompressionType.Zstd)]
    public async Task Batches_ShouldPassThrough_WhateverTheirCompression(CompressionType compression)
    {
        await CreateTopic(1);
        using (var producer = Producer(c => c.CompressionType = compression))
        {
            for (var i = 0; i < 500; i++)
                producer.Produce(Topic, new Message<string, string> { Value = new string('x', 100) + i });
            producer.Flush(Patience);
        }

        ReadAll().Select(r => r.Message.Value[100..]).ShouldBe(Enumerable.Range(0, 500).Select(i => $"{i}"));
    }

    [SkippableFact]
    public async Task Watermarks_ShouldTellWhereTheLogBeginsAndEnds()
    {
        await CreateTopic(1);
        using (var producer = Producer())
        {
            for (var i = 0; i < 3; i++)
                await producer.ProduceAsync(Topic, new Message<string, string> { Value = "x" });
        }

        using var consumer = GroupConsumer("g");
        var marks = consumer.QueryWatermarkOffsets(new TopicPartition(Topic, 0), Patience);

        (marks.Low.Value, marks.High.Value).ShouldBe((0, 3));
    }

    [SkippableFact]
    public async Task Kcat_ShouldReadWhatItWrote()
    {
        await CreateTopic(1);
        Skip.IfNot(Kcat.IsInstalled, "kcat is not installed.");

        await Kcat.Run(["-P", "-b", Broker.BootstrapServers, "-t", Topic, "-K", ":", "-z", "lz4"], "a:1\nb:2\n");

        (await Kcat.Run(["-C", "-b", Broker.BootstrapServers, "-t", Topic, "-e", "-q", "-f", "%k=%s;"], "")).ShouldBe("a=1;b=2;");
    }

    [SkippableFact]
    public async Task Record_ShouldBeRefused_WhenItIsLargerThanTheTopicAllows()
    {
        await CreateTopic(1, new Dictionary<string, string>(StringComparer.Ordinal) { ["max.message.bytes"] = "1000" });
        using var producer = Producer();

        var error = await Should.ThrowAsync<ProduceException<string, string>>(() =>
            producer.ProduceAsync(Topic, new Message<string, string> { Value = new string('x', 2_000) })
        );

        error.Error.Code.ShouldBe(ErrorCode.MsgSizeTooLarge);
        ReadAll().ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task OffsetOfATime_ShouldBeThatOfTheFirstBatchThatReachesIt()
    {
        await CreateTopic(1);
        using var producer = Producer();
        foreach (var time in new[] { 1_000L, 2_000L, 3_000L })
            await producer.ProduceAsync(
                Topic,
                new Message<string, string> { Value = "x", Timestamp = new Timestamp(time, TimestampType.CreateTime) }
            );
        using var consumer = GroupConsumer("g");

        long At(long time) =>
            consumer
                .OffsetsForTimes([new TopicPartitionTimestamp(Topic, 0, new Timestamp(time, TimestampType.CreateTime))], Patience)
                .Single()
                .Offset;

        new[] { At(500), At(1_001), At(3_000), At(3_001) }.ShouldBe([0, 1, 2, Offset.End.Value]);
    }

    [SkippableFact]
    public async Task Reader_ShouldBeTold_WhenItsOffsetLiesOutsideTheLog()
    {
        await CreateTopic(1);
        using var consumer = GroupConsumer("g", reset: AutoOffsetReset.Error);
        consumer.Assign(new TopicPartitionOffset(Topic, 0, 17));

        Error? error = null;
        PollUntil([], () => (error ??= ErrorOf(() => consumer.Consume(50))) is not null);

        error!.Code.ShouldBe(ErrorCode.Local_AutoOffsetReset);
    }
}
