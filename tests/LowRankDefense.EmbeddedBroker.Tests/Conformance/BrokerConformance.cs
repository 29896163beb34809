using System.Text;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using LowRankDefense.TestKit.Brokers;

namespace LowRankDefense.EmbeddedBroker.Tests;

/// <summary>What unmodified clients rely on; the same suite runs against every broker.</summary>
public abstract class BrokerConformance(BrokerFixture broker)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string topic = $"t-{Guid.NewGuid():N}";

    [SkippableFact]
    public async Task Record_ShouldComeBackWithKeyValueAndHeaders()
    {
        await CreateTopic(2);
        using var producer = Producer();
        var sent = await producer.ProduceAsync(
            topic,
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
                producer.Produce(topic, new Message<string, string> { Value = new string('x', 100) + i });
            producer.Flush(Patience);
        }

        ReadAll().Select(r => r.Message.Value[100..]).ShouldBe(Enumerable.Range(0, 500).Select(i => $"{i}"));
    }

    [SkippableFact]
    public async Task ReadCommitted_ShouldSeeCommittedRecordsOnly()
    {
        await CreateTopic(1);
        using var producer = Transactional($"tx-{topic}");
        InTransaction(producer, "committed", commit: true);
        InTransaction(producer, "aborted", commit: false);
        InTransaction(producer, "last", commit: true);

        ReadAll().Select(r => r.Message.Value).ShouldBe(["committed", "last"]);
    }

    [SkippableFact]
    public async Task ReadCommitted_ShouldStopAtAnOpenTransaction()
    {
        await CreateTopic(1);
        using var producer = Transactional($"tx-{topic}");
        InTransaction(producer, "before", commit: true);
        producer.BeginTransaction();
        producer.Produce(topic, new Message<string, string> { Value = "open" });
        producer.Flush(Patience);

        ReadAll().Select(r => r.Message.Value).ShouldBe(["before"]);
        producer.CommitTransaction(Patience);
        ReadAll().Select(r => r.Message.Value).ShouldBe(["before", "open"]);
    }

    [SkippableFact]
    public async Task SecondProducer_ShouldFenceTheFirst()
    {
        await CreateTopic(1);
        using var zombie = Transactional($"tx-{topic}");
        zombie.BeginTransaction();
        zombie.Produce(topic, new Message<string, string> { Value = "zombie" });
        zombie.Flush(Patience);
        using var successor = Transactional($"tx-{topic}");

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
                await plain.ProduceAsync(topic, new Message<string, string> { Value = $"{i}" });
        }

        using var consumer = GroupConsumer($"g-{topic}");
        consumer.Subscribe(topic);
        Drain(consumer, 10).Count.ShouldBe(10);
        using var producer = Transactional($"tx-{topic}");
        producer.BeginTransaction();
        producer.SendOffsetsToTransaction([new TopicPartitionOffset(topic, 0, 7)], consumer.ConsumerGroupMetadata, Patience);
        if (commit)
            producer.CommitTransaction(Patience);
        else
            producer.AbortTransaction(Patience);

        var committed = consumer.Committed([new TopicPartition(topic, 0)], Patience).Single().Offset;
        committed.ShouldBe(commit ? new Offset(7) : Offset.Unset);
    }

    [SkippableTheory]
    [InlineData(PartitionAssignmentStrategy.Range)]
    [InlineData(PartitionAssignmentStrategy.CooperativeSticky)]
    public async Task Group_ShouldShareThePartitions_AndTakeThemBack(PartitionAssignmentStrategy strategy)
    {
        await CreateTopic(4);
        using var first = GroupConsumer($"g-{topic}", strategy);
        first.Subscribe(topic);
        PollUntil([first], () => first.Assignment.Count == 4);
        using (var second = GroupConsumer($"g-{topic}", strategy))
        {
            second.Subscribe(topic);
            PollUntil([first, second], () => first.Assignment.Count == 2 && second.Assignment.Count == 2);
            second.Close();
        }

        PollUntil([first], () => first.Assignment.Count == 4);
        first.Close();
    }

    [SkippableFact]
    public async Task StaticMember_ShouldComeBackToItsPartitions()
    {
        await CreateTopic(3);
        for (var start = 0; start < 2; start++)
        {
            using var consumer = GroupConsumer($"g-{topic}", PartitionAssignmentStrategy.CooperativeSticky, instance: "static-1");
            consumer.Subscribe(topic);
            PollUntil([consumer], () => consumer.Assignment.Count == 3);
        }
    }

    [SkippableFact]
    public async Task Topic_ShouldBeRefused_WhenItExists_AndAcceptACompactionPolicy()
    {
        await CreateTopic(1, new Dictionary<string, string>(StringComparer.Ordinal) { ["cleanup.policy"] = "compact" });

        var error = await Should.ThrowAsync<CreateTopicsException>(() => CreateTopic(1));

        error.Results.Single().Error.Code.ShouldBe(ErrorCode.TopicAlreadyExists);
    }

    [SkippableFact]
    public async Task Watermarks_ShouldTellWhereTheLogBeginsAndEnds()
    {
        await CreateTopic(1);
        using (var producer = Producer())
        {
            for (var i = 0; i < 3; i++)
                await producer.ProduceAsync(topic, new Message<string, string> { Value = "x" });
        }

        using var consumer = GroupConsumer("g");
        var marks = consumer.QueryWatermarkOffsets(new TopicPartition(topic, 0), Patience);

        (marks.Low.Value, marks.High.Value).ShouldBe((0, 3));
    }

    [SkippableFact]
    public async Task Kcat_ShouldReadWhatItWrote()
    {
        await CreateTopic(1);
        Skip.IfNot(Kcat.IsInstalled, "kcat is not installed.");

        await Kcat.Run(["-P", "-b", broker.BootstrapServers, "-t", topic, "-K", ":", "-z", "lz4"], "a:1\nb:2\n");

        (await Kcat.Run(["-C", "-b", broker.BootstrapServers, "-t", topic, "-e", "-q", "-f", "%k=%s;"], "")).ShouldBe("a=1;b=2;");
    }

    private async Task CreateTopic(int partitions, Dictionary<string, string>? configs = null)
    {
        Skip.If(broker.SkipReason is not null, broker.SkipReason);
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = broker.BootstrapServers }).Build();
        await admin.CreateTopicsAsync([
            new TopicSpecification
            {
                Name = topic,
                NumPartitions = partitions,
                ReplicationFactor = 1,
                Configs = configs ?? [],
            },
        ]);
    }

    private IProducer<string, string> Producer(Action<ProducerConfig>? configure = null)
    {
        var config = new ProducerConfig { BootstrapServers = broker.BootstrapServers, EnableIdempotence = true };
        configure?.Invoke(config);
        return new ProducerBuilder<string, string>(config).SetLogHandler((_, _) => { }).Build();
    }

    private IProducer<string, string> Transactional(string id)
    {
        var producer = Producer(c => c.TransactionalId = id);
        producer.InitTransactions(Patience);
        return producer;
    }

    private void InTransaction(IProducer<string, string> producer, string value, bool commit)
    {
        producer.BeginTransaction();
        producer.Produce(topic, new Message<string, string> { Value = value });
        producer.Flush(Patience);
        if (commit)
            producer.CommitTransaction(Patience);
        else
            producer.AbortTransaction(Patience);
    }

    private IConsumer<string, string> GroupConsumer(string group, PartitionAssignmentStrategy? strategy = null, string? instance = null) =>
        new ConsumerBuilder<string, string>(
            new ConsumerConfig
            {
                BootstrapServers = broker.BootstrapServers,
                GroupId = group,
                GroupInstanceId = instance,
                EnableAutoCommit = false,
                EnablePartitionEof = true,
                AutoOffsetReset = AutoOffsetReset.Earliest,
                IsolationLevel = IsolationLevel.ReadCommitted,
                SessionTimeoutMs = 6_000,
                HeartbeatIntervalMs = 300,
                PartitionAssignmentStrategy = strategy,
            }
        ).SetLogHandler((_, _) => { }).Build();

    // Everything a read_committed consumer sees of the topic's partition 0 and 1 before it reports their end.
    private List<ConsumeResult<string, string>> ReadAll()
    {
        using var consumer = GroupConsumer($"reader-{Guid.NewGuid():N}");
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = broker.BootstrapServers }).Build();
        var partitions = admin.GetMetadata(topic, Patience).Topics.Single().Partitions.Count;
        consumer.Assign(Enumerable.Range(0, partitions).Select(p => new TopicPartitionOffset(topic, p, Offset.Beginning)));
        var read = new List<ConsumeResult<string, string>>();
        var ends = new HashSet<int>();
        var until = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (ends.Count < partitions && Environment.TickCount64 < until)
        {
            var result = consumer.Consume(200);
            if (result is null)
                continue;
            if (result.IsPartitionEOF)
                ends.Add(result.Partition.Value);
            else
                read.Add(result);
        }

        ends.Count.ShouldBe(partitions, "the end of every partition is reached");
        return read;
    }

    private static List<ConsumeResult<string, string>> Drain(IConsumer<string, string> consumer, int count)
    {
        var read = new List<ConsumeResult<string, string>>();
        PollUntil([consumer], () => read.Count >= count, read.Add);
        return read;
    }

    private static void PollUntil(IConsumer<string, string>[] consumers, Func<bool> done, Action<ConsumeResult<string, string>>? take = null)
    {
        var until = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (!done())
        {
            (Environment.TickCount64 < until).ShouldBeTrue("the group settles in time");
            foreach (var consumer in consumers)
            {
                if (consumer.Consume(50) is { IsPartitionEOF: false } result)
                    take?.Invoke(result);
            }
        }
    }
}
