using Confluent.Kafka;
using LowRankDefense.Streaming.Telemetry;
using Microsoft.Extensions.Logging;

namespace LowRankDefense.Streaming.Kafka;

/// <summary>Builds every Kafka client of the worker, so that their settings stand in one place.</summary>
/// <param name="options">Where the brokers are, and how they are talked to.</param>
/// <param name="loggers">Where clients log.</param>
/// <param name="time">Tells how often they do; the system's where null.</param>
public sealed class KafkaClients(KafkaOptions options, ILoggerFactory loggers, TimeProvider? time = null)
{
    private readonly ClientLog log = new(loggers, time ?? TimeProvider.System);

    /// <summary>The longest that a broker leaves a transaction open.</summary>
    public TimeSpan TransactionTimeout => options.TransactionTimeout;

    /// <summary>The consumer of a loop: manual commits, read_committed, cooperative, static member.</summary>
    /// <param name="member">Number of the loop in this worker.</param>
    /// <param name="configure">Adds the rebalance handlers.</param>
    public IConsumer<byte[], byte[]> LoopConsumer(int member, Action<ConsumerBuilder<byte[], byte[]>> configure)
    {
        var builder = Builder(
            new ConsumerConfig
            {
                GroupId = options.GroupId,
                GroupInstanceId = $"{options.InstanceId}-{member}",
                SessionTimeoutMs = (int)options.SessionTimeout.TotalMilliseconds,
                HeartbeatIntervalMs = Math.Max(200, (int)options.SessionTimeout.TotalMilliseconds / 10),
                PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky,
                AutoOffsetReset = AutoOffsetReset.Earliest,
                QueuedMinMessages = 50_000,
                QueuedMaxMessagesKbytes = 65_536,
                // The default, a second, is how long nothing is fetched each time the queue was full: on a backlog the loop would wait for it.
                FetchQueueBackoffMs = 5,
                FetchWaitMaxMs = 50,
                // The topic is known and the record timestamp is not used: fewer allocations per record.
                ConsumeResultFields = "headers",
            }
        );
        configure(builder);
        return builder.Build();
    }

    /// <summary>A consumer without a group that reads given partitions and reports their ends.</summary>
    /// <param name="reset">Where it begins where the offset asked for is not there.</param>
    /// <param name="isolation">What it sees of open transactions; the ends it is told of go by that, too.</param>
    public IConsumer<byte[], byte[]> Reader(AutoOffsetReset reset, IsolationLevel isolation = IsolationLevel.ReadCommitted) =>
        Builder(
                new ConsumerConfig
                {
                    IsolationLevel = isolation,
                    GroupId = options.GroupId + "-readers",
                    AutoOffsetReset = reset,
                    EnablePartitionEof = true,
                    FetchWaitMaxMs = 50,
                }
            )
            .Build();

    /// <summary>The consumer that takes part in the election of the refreshing worker.</summary>
    public IConsumer<byte[], byte[]> Candidate() =>
        Builder(
                new ConsumerConfig
                {
                    GroupId = options.GroupId + "-refresh",
                    GroupInstanceId = options.InstanceId,
                    SessionTimeoutMs = (int)options.SessionTimeout.TotalMilliseconds,
                    AutoOffsetReset = AutoOffsetReset.Earliest,
                }
            )
            .Build();

    /// <summary>A transactional producer; a second one with the same <paramref name="role"/> fences the first.</summary>
    public IProducer<byte[], byte[]> TransactionalProducer(string role)
    {
        var config = Common(
            new ProducerConfig
            {
                TransactionalId = $"{options.GroupId}-{options.InstanceId}-{role}",
                TransactionTimeoutMs = (int)options.TransactionTimeout.TotalMilliseconds,
                LingerMs = 5,
                BatchSize = 512 * 1024,
                CompressionType = CompressionType.Lz4,
                QueueBufferingMaxMessages = 500_000,
                QueueBufferingMaxKbytes = 512 * 1024,
                // Whatever was read can be passed on: the limit that counts is that of the topic.
                MessageMaxBytes = 1_000_000_000,
                DeliveryReportFields = "none",
            }
        );
        return new ProducerBuilder<byte[], byte[]>(config).SetLogHandler(LogClient).SetErrorHandler(LogError).Build();
    }

    /// <summary>An admin client.</summary>
    public IAdminClient Admin() => new AdminClientBuilder(Common(new AdminClientConfig())).SetLogHandler(LogClient).SetErrorHandler(LogError).Build();

    private ConsumerBuilder<byte[], byte[]> Builder(ConsumerConfig config)
    {
        config.EnableAutoCommit = false;
        config.EnableAutoOffsetStore = false;
        config.IsolationLevel ??= IsolationLevel.ReadCommitted;
        config.AllowAutoCreateTopics = false;
        return new ConsumerBuilder<byte[], byte[]>(Common(config)).SetLogHandler(LogClient).SetErrorHandler(LogError);
    }

    private T Common<T>(T config)
        where T : ClientConfig
    {
        config.BootstrapServers = options.BootstrapServers;
        config.ClientId = options.InstanceId;
        foreach (var (name, value) in options.Properties)
            config.Set(name, value);
        return config;
    }

    private void LogClient(IClient client, LogMessage message) => log.Message(message);

    private void LogError(IClient client, Error error) => log.Error(client.Name, error);
}
