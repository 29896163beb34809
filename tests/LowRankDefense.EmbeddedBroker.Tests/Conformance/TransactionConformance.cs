using Confluent.Kafka;
using LowRankDefense.TestKit.Brokers;

namespace LowRankDefense.EmbeddedBroker.Tests.Conformance;

/// <summary>What transactional producers and the readers of their topics rely on.</summary>
public abstract class TransactionConformance(BrokerFixture broker) : BrokerConformance(broker)
{
    [SkippableFact]
    public async Task ReadCommitted_ShouldSeeCommittedRecordsOnly()
    {
        await CreateTopic(1);
        using var producer = Transactional($"tx-{Topic}");
        InTransaction(producer, "committed", commit: true);
        InTransaction(producer, "aborted", commit: false);
        InTransaction(producer, "last", commit: true);

        ReadAll().Select(r => r.Message.Value).ShouldBe(["committed", "last"]);
    }

    [SkippableFact]
    public async Task ReadCommitted_ShouldStopAtAnOpenTransaction()
    {
        await CreateTopic(1);
        using var producer = Transactional($"tx-{Topic}");
        InTransaction(producer, "before", commit: true);
        producer.BeginTransaction();
        producer.Produce(Topic, new Message<string, string> { Value = "open" });
        producer.Flush(Patience);

        ReadAll().Select(r => r.Message.Value).ShouldBe(["before"]);
        producer.CommitTransaction(Patience);
        ReadAll().Select(r => r.Message.Value).ShouldBe(["before", "open"]);
    }

    [SkippableFact]
    public async Task SecondProducer_ShouldFenceTheFirst()
    {
        await CreateTopic(1);
        using var zombie = Transactional($"tx-{Topic}");
        zombie.BeginTransaction();
        zombie.Produce(Topic, new Message<string, string> { Value = "zombie" });
        zombie.Flush(Patience);
        using var successor = Transactional($"tx-{Topic}");

        Should.Throw<KafkaException>(() => zombie.CommitTransaction(Patience)).Error.IsFatal.ShouldBeTrue();
        ReadAll().ShouldBeEmpty();
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TransactionalOffsets_ShouldFollowTheTransaction(bool commit)
    {
        await CreateTopic(1);
        using (var plain = Producer())
        {
            for (var i = 0; i < 10; i++)
                await plain.ProduceAsync(Topic, new Message<string, string> { Value = $"{i}" });
        }

        using var consumer = GroupConsumer($"g-{Topic}");
        consumer.Subscribe(Topic);
        Drain(consumer, 10).Count.ShouldBe(10);
        using var producer = Transactional($"tx-{Topic}");
        producer.BeginTransaction();
        producer.SendOffsetsToTransaction([new TopicPartitionOffset(Topic, 0, 7)], consumer.ConsumerGroupMetadata, Patience);
        if (commit)
            producer.CommitTransaction(Patience);
        else
            producer.AbortTransaction(Patience);

        var committed = consumer.Committed([new TopicPartition(Topic, 0)], Patience).Single().Offset;
        committed.ShouldBe(commit ? new Offset(7) : Offset.Unset);
    }

    [SkippableFact]
    public async Task ReadUncommitted_ShouldSeeAbortedAndOpenRecordsToo()
    {
        await CreateTopic(1);
        using var producer = Transactional($"tx-{Topic}");
        InTransaction(producer, "aborted", commit: false);
        producer.BeginTransaction();
        producer.Produce(Topic, new Message<string, string> { Value = "open" });
        producer.Flush(Patience);

        ReadAll(IsolationLevel.ReadUncommitted).Select(r => r.Message.Value).ShouldBe(["aborted", "open"]);
    }

    [SkippableFact]
    public async Task Transaction_ShouldBeAborted_WhenItsMemberLostTheGroup()
    {
        await CreateTopic(1);
        using var first = GroupConsumer($"g-{Topic}");
        first.Subscribe(Topic);
        PollUntil([first], () => first.Assignment.Count == 1);
        var stale = first.ConsumerGroupMetadata;
        first.Close();
        using var second = GroupConsumer($"g-{Topic}");
        second.Subscribe(Topic);
        PollUntil([second], () => second.Assignment.Count == 1);
        using var producer = Transactional($"tx-{Topic}");
        producer.BeginTransaction();

        var refusal = ErrorOf(() => producer.SendOffsetsToTransaction([new TopicPartitionOffset(Topic, 0, 7)], stale, Patience));

        refusal!.IsFatal.ShouldBeFalse();
        producer.AbortTransaction(Patience);
        second.Committed([new TopicPartition(Topic, 0)], Patience).Single().Offset.ShouldBe(Offset.Unset);
    }
}
