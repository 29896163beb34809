using System.Collections.Concurrent;
using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace LowRankDefense.Lab.Brokers;

/// <summary>The Kafka clients of the lab.</summary>
internal static class Clients
{
    /// <summary>How long an answer of the broker is waited for: 20 s.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan ReachPatience = TimeSpan.FromSeconds(5);

    /// <summary>An idempotent producer with large batches.</summary>
    /// <param name="bootstrap">Broker.</param>
    /// <param name="linger">Milliseconds that a record may wait for others; default 10.</param>
    public static IProducer<byte[], byte[]> Producer(BrokerAddress bootstrap, double linger = 10) =>
        Build(
            bootstrap,
            new ProducerConfig
            {
                EnableIdempotence = true,
                LingerMs = linger,
                BatchSize = 512 * 1024,
                CompressionType = CompressionType.Lz4,
                QueueBufferingMaxMessages = 1_000_000,
                EnableDeliveryReports = true,
                DeliveryReportFields = "none",
            }
        );

    /// <summary>A producer of transactions with large batches.</summary>
    /// <param name="bootstrap">Broker.</param>
    /// <param name="id">Transactional id: a second producer of the same id fences the first.</param>
    public static IProducer<byte[], byte[]> TransactionalProducer(BrokerAddress bootstrap, string id) =>
        Build(
            bootstrap,
            new ProducerConfig
            {
                TransactionalId = id,
                LingerMs = 5,
                BatchSize = 512 * 1024,
                CompressionType = CompressionType.Lz4,
                QueueBufferingMaxMessages = 1_000_000,
                EnableDeliveryReports = false,
            }
        );

    /// <summary>A consumer of committed records that commits by itself neither offsets nor positions, and says where a partition ends.</summary>
    /// <param name="bootstrap">Broker.</param>
    /// <param name="group">Consumer group; one that only reads joins none.</param>
    /// <param name="isolation">What it sees of open transactions, records and offsets; default only what is committed.</param>
    public static IConsumer<byte[], byte[]> Reader(
        BrokerAddress bootstrap,
        string group = "lowrank-lab",
        IsolationLevel isolation = IsolationLevel.ReadCommitted
    ) => new ConsumerBuilder<byte[], byte[]>(
            Reaching(
                bootstrap,
                new ConsumerConfig
                {
                    GroupId = group,
                    EnableAutoCommit = false,
                    EnableAutoOffsetStore = false,
                    EnablePartitionEof = true,
                    IsolationLevel = isolation,
                    AutoOffsetReset = AutoOffsetReset.Earliest,
                    FetchWaitMaxMs = 50,
                    // As the worker: by default a reader whose queue was full stops for a second, which would count as latency of what it reads.
                    FetchQueueBackoffMs = 5,
                }
            )
        ).SetLogHandler((_, _) => { }).Build();

    /// <summary>Makes sure that a broker answers.</summary>
    /// <param name="bootstrap">Broker, <c>HOST:PORT</c>.</param>
    /// <exception cref="TimeoutException">None does, or it does not let this client in; the message names the address and what to do.</exception>
    public static void Reach(BrokerAddress bootstrap)
    {
        // That nobody answers is all that a call says; why not, a client is told meanwhile.
        var refusals = new ConcurrentQueue<string>();
        var failures = new ConcurrentQueue<string>();
        try
        {
            using var admin = new AdminClientBuilder(Reaching(bootstrap, new AdminClientConfig()))
                .SetErrorHandler((_, error) => (IsRefusal(error) ? refusals : failures).Enqueue(error.Reason))
                .SetLogHandler(
                    (_, said) =>
                    {
                        if (IsRefusal(said))
                            refusals.Enqueue(said.Message);
                    }
                )
                .Build();
            admin.GetMetadata(ReachPatience);
        }
        catch (KafkaException e)
        {
            throw new TimeoutException(
                refusals.TryPeek(out var refusal)
                    ? $"The Kafka broker at {bootstrap} does not let this client in ({refusal}): correct Kafka:Properties."
                    : $"No Kafka broker answers at {bootstrap} ({(failures.TryPeek(out var failure) ? failure : e.Error.Reason)}): "
                        + "start one, such as 'lowrank broker', or correct --bootstrap.",
                e
            );
        }
    }

    private static bool IsRefusal(Error error) => error.Code is ErrorCode.Local_Authentication or ErrorCode.Local_Ssl;

    // A listener that hangs up on the first request expects another protocol, mostly TLS.
    private static bool IsRefusal(LogMessage said) =>
        said.Facility == "FAIL"
        && said.Message.Contains("Disconnected", StringComparison.Ordinal)
        && said.Message.Contains("APIVERSION_QUERY", StringComparison.Ordinal);

    /// <summary>Creates a topic; one that exists is left as it is.</summary>
    /// <param name="bootstrap">Broker.</param>
    /// <param name="topic">Its name.</param>
    /// <param name="partitions">How many it is to have, 1 or more.</param>
    /// <exception cref="KafkaException">The broker cannot be reached, or refuses.</exception>
    public static async Task EnsureTopic(BrokerAddress bootstrap, string topic, int partitions)
    {
        using var admin = Admin(bootstrap);
        try
        {
            await admin.CreateTopicsAsync([
                new TopicSpecification
                {
                    Name = topic,
                    NumPartitions = partitions,
                    ReplicationFactor = 1,
                },
            ]);
        }
        catch (CreateTopicsException e) when (e.Results.TrueForAll(r => r.Error.Code == ErrorCode.TopicAlreadyExists))
        {
            // It is there, which is what was asked.
        }
    }

    /// <summary>Deletes topics; those that there are not are passed over.</summary>
    /// <param name="bootstrap">Broker.</param>
    /// <param name="topics">Their names.</param>
    /// <exception cref="KafkaException">The broker cannot be reached, or refuses.</exception>
    public static async Task DeleteTopics(BrokerAddress bootstrap, IReadOnlyCollection<string> topics)
    {
        using var admin = Admin(bootstrap);
        try
        {
            await admin.DeleteTopicsAsync(topics);
        }
        catch (DeleteTopicsException e) when (e.Results.TrueForAll(r => r.Error.Code is ErrorCode.NoError or ErrorCode.UnknownTopicOrPart))
        {
            // They are gone, which is what was asked.
        }
    }

    /// <summary>Whether there is such a topic; it is not made by asking.</summary>
    /// <param name="bootstrap">Broker.</param>
    /// <param name="topic">Its name.</param>
    public static bool Exists(BrokerAddress bootstrap, string topic)
    {
        using var admin = Admin(bootstrap);
        return admin.GetMetadata(Patience).Topics.Exists(t => t.Topic == topic);
    }

    /// <summary>How many partitions a topic has.</summary>
    /// <param name="bootstrap">Broker.</param>
    /// <param name="topic">Its name.</param>
    /// <exception cref="KafkaException">The broker cannot be reached, or the topic does not exist.</exception>
    public static int Partitions(BrokerAddress bootstrap, string topic)
    {
        using var admin = Admin(bootstrap);
        var metadata = admin.GetMetadata(topic, Patience).Topics.Single(t => t.Topic == topic);
        return metadata.Error.IsError ? throw new KafkaException(metadata.Error) : metadata.Partitions.Count;
    }

    private static IProducer<byte[], byte[]> Build(BrokerAddress bootstrap, ProducerConfig config) =>
        new ProducerBuilder<byte[], byte[]>(Reaching(bootstrap, config)).SetLogHandler((_, _) => { }).Build();

    private static IAdminClient Admin(BrokerAddress bootstrap) =>
        new AdminClientBuilder(Reaching(bootstrap, new AdminClientConfig())).SetLogHandler((_, _) => { }).Build();

    private static T Reaching<T>(BrokerAddress bootstrap, T config)
        where T : ClientConfig
    {
        config.BootstrapServers = bootstrap.Servers;
        foreach (var (property, value) in bootstrap.Properties)
            config.Set(property, value);
        return config;
    }
}
