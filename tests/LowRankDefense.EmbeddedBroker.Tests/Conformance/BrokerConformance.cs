using Confluent.Kafka;
using Confluent.Kafka.Admin;
using LowRankDefense.TestKit.Brokers;

namespace LowRankDefense.EmbeddedBroker.Tests.Conformance;

/// <summary>A suite of what unmodified clients rely on; the same one runs against every broker. Each test has a topic of its own.</summary>
public abstract class BrokerConformance(BrokerFixture broker)
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    protected BrokerFixture Broker { get; } = broker;

    protected string Topic { get; } = $"t-{Guid.NewGuid():N}";

    protected async Task CreateTopic(int partitions, Dictionary<string, string>? configs = null)
    {
        Skip.If(Broker.SkipReason is not null, Broker.SkipReason);
        using var admin = Admin();
        await admin.CreateTopicsAsync([
            new TopicSpecification
            {
                Name = Topic,
                NumPartitions = partitions,
                ReplicationFactor = 1,
                Configs = configs ?? [],
            },
        ]);
    }

    protected IAdminClient Admin() => new AdminClientBuilder(new AdminClientConfig { BootstrapServers = Broker.BootstrapServers }).Build();

    protected IProducer<string, string> Producer(Action<ProducerConfig>? configure = null)
    {
        var config = new ProducerConfig { BootstrapServers = Broker.BootstrapServers, EnableIdempotence = true };
        configure?.Invoke(config);
        return new ProducerBuilder<string, string>(config).SetLogHandler((_, _) => { }).Build();
    }

    protected IProducer<string, string> Transactional(string id)
    {
        var producer = Producer(c => c.TransactionalId = id);
        producer.InitTransactions(Patience);
        return producer;
    }

    protected void InTransaction(IProducer<string, string> producer, string value, bool commit)
    {
        producer.BeginTransaction();
        producer.Produce(Topic, new Message<string, string> { Value = value });
        producer.Flush(Patience);
        if (commit)
            producer.CommitTransaction(Patience);
        else
            producer.AbortTransaction(Patience);
    }

    protected IConsumer<string, string> GroupConsumer(
        string group,
        PartitionAssignmentStrategy? strategy = null,
        string? instance = null,
        IsolationLevel isolation = IsolationLevel.ReadCommitted,
        AutoOffsetReset reset = AutoOffsetReset.Earliest
    ) => new ConsumerBuilder<string, string>(
            new ConsumerConfig
            {
                BootstrapServers = Broker.BootstrapServers,
                GroupId = group,
                GroupInstanceId = instance,
                EnableAutoCommit = false,
                EnablePartitionEof = true,
                AutoOffsetReset = reset,
                IsolationLevel = isolation,
                SessionTimeoutMs = 6_000,
                HeartbeatIntervalMs = 300,
                PartitionAssignmentStrategy = strategy,
            }
        ).SetLogHandler((_, _) => { }).Build();

    protected static Error? ErrorOf(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (KafkaException e)
        {
            return e.Error;
        }
    }

    // Everything a consumer sees of the topic before it reports the end of its partitions.
    protected List<ConsumeResult<string, string>> ReadAll(IsolationLevel isolation = IsolationLevel.ReadCommitted)
    {
        using var consumer = GroupConsumer($"reader-{Guid.NewGuid():N}", isolation: isolation);
        using var admin = Admin();
        var partitions = admin.GetMetadata(Topic, Patience).Topics.Single().Partitions.Count;
        consumer.Assign(Enumerable.Range(0, partitions).Select(p => new TopicPartitionOffset(Topic, p, Offset.Beginning)));
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

    protected static List<ConsumeResult<string, string>> Drain(IConsumer<string, string> consumer, int count)
    {
        var read = new List<ConsumeResult<string, string>>();
        PollUntil([consumer], () => read.Count >= count, read.Add);
        return read;
    }

    protected static void PollUntil(IConsumer<string, string>[] consumers, Func<bool> done, Action<ConsumeResult<string, string>>? take = null)
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
