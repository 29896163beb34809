using System.Collections.Concurrent;
using System.Text;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using LowRankDefense.Core.Alerts;
using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Sanitization;
using LowRankDefense.Core.Verdicts;
using LowRankDefense.EmbeddedBroker;
using LowRankDefense.EmbeddedBroker.Configuration;
using LowRankDefense.EmbeddedBroker.Protocol;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Models;
using LowRankDefense.Streaming.Pipeline;
using LowRankDefense.Streaming.Refresh;
using LowRankDefense.Streaming.State;
using LowRankDefense.Streaming.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ErrorCode = LowRankDefense.EmbeddedBroker.Protocol.ErrorCode;

namespace LowRankDefense.Streaming.Tests.Harness;

/// <summary>A broker of its own, and loops that run on it one after the other as in a worker; every request of theirs may be made to fail.</summary>
internal sealed class LoopHarness : IAsyncDisposable, IPipelineProbe
{
    public const int Partitions = 2;

    /// <summary>UNKNOWN_SERVER_ERROR: what a broker says that has no better word for it.</summary>
    public const ErrorCode ServerError = (ErrorCode)(-1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ConcurrentQueue<PipelinePoint> points = new();
    private KafkaBroker broker = null!;
    private ServiceProvider services = null!;
    private CancellationTokenSource stopping = new();
    private readonly List<Task> running = [];
    private int sent;

    /// <summary>What becomes of the worker's next request.</summary>
    public Func<ApiKey, FaultAction> Fault { get; set; } = _ => FaultAction.None;

    public CollectedLog Log { get; } = new();

    public TopicOptions Topics { get; } = new() { Partitions = Partitions };

    public IReadOnlyCollection<PipelinePoint> Points => points;

    public string Bootstrap => broker.BootstrapServers;

    public ModelRegistry Models => services.GetRequiredService<ModelRegistry>();

    public WorkerMetrics Metrics => services.GetRequiredService<WorkerMetrics>();

    public PipelineHealth Health => services.GetRequiredService<PipelineHealth>();

    public static async Task<LoopHarness> Start(
        AdmissionOptions? admission = null,
        PipelineOptions? pipeline = null,
        IReadOnlyDictionary<string, string>? properties = null,
        TimeSpan? transactionTimeout = null
    )
    {
        var harness = new LoopHarness();
        harness.broker = await KafkaBroker.StartAsync(
            new BrokerOptions { Faults = (api, _, client) => client == "worker-0" ? harness.Fault(api) : FaultAction.None }
        );
        var kafka = new KafkaOptions
        {
            BootstrapServers = harness.Bootstrap,
            Properties = properties ?? new Dictionary<string, string>(StringComparer.Ordinal),
            TransactionTimeout = transactionTimeout ?? new KafkaOptions().TransactionTimeout,
        };
        harness.services = harness.Services(admission ?? new AdmissionOptions(), pipeline ?? new PipelineOptions { Loops = 1 }, kafka);
        await harness.services.GetRequiredService<TopicSetup>().EnsureAsync();
        return harness;
    }

    /// <summary>Starts a loop, beside those that run; returns once it owns its partitions.</summary>
    public async Task StartLoop(int number = 0)
    {
        var assigned = Count(PipelinePoint.Assigned);
        if (running.Count == 0)
            stopping = new CancellationTokenSource();
        var loop = services.GetRequiredService<Func<int, TransactionalLoop>>()(number);
        var task = Task.Factory.StartNew(
            () =>
            {
                using (loop)
                    loop.Run(stopping.Token);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        running.Add(task);
        await Eventually.Holds(() => Count(PipelinePoint.Assigned) > assigned || task.IsCompleted, "the loop owns its partitions");
    }

    /// <summary>Starts the service that runs and supervises the loops.</summary>
    public async Task<BackgroundService> StartService()
    {
        var service = services.GetServices<IHostedService>().OfType<PipelineService>().Single();
        await service.StartAsync(CancellationToken.None);
        return service;
    }

    /// <summary>Has all loops end as at a shutdown.</summary>
    public async Task StopLoop()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(running).WaitAsync(Patience);
        running.Clear();
    }

    /// <summary>What the loop died of.</summary>
    public async Task<Exception> Died()
    {
        var died = await Should.ThrowAsync<Exception>(running[0].WaitAsync(Patience));
        running.Clear();
        return died;
    }

    /// <summary>Sends one event per item; ids are <c>e-1</c> and on.</summary>
    public void Send(string user, params string[] items) => SendAll(items.Select(i => (user, Written(user, i))));

    /// <summary>Sends an event of each user, all at once.</summary>
    public void SendOfEach(IEnumerable<string> users, string item) => SendAll(users.Select(u => (u, Written(u, item))));

    public void SendRaw(string user, params byte[][] values) => SendAll(values.Select(v => (user, v)));

    /// <summary>Sends an event of <paramref name="user"/> every few milliseconds, until it is told to stop.</summary>
    public void Drip(string user, CancellationToken stop)
    {
        using var producer = Producer();
        while (!stop.WaitHandle.WaitOne(2))
        {
            var drop = new Interaction($"d-{++sent}", user, $"i-{sent}", 1f, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
            producer.Produce(
                Topics.Interactions,
                new Message<byte[], byte[]> { Key = Encoding.UTF8.GetBytes(user), Value = InteractionWriter.Write(drop) }
            );
        }

        producer.Flush(Patience);
    }

    /// <summary>Has a topic made anew, with another number of partitions.</summary>
    public async Task Recreate(string topic, int partitions)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = Bootstrap }).SetLogHandler((_, _) => { }).Build();
        await admin.DeleteTopicsAsync([topic]);
        await admin.CreateTopicsAsync([
            new TopicSpecification
            {
                Name = topic,
                NumPartitions = partitions,
                ReplicationFactor = 1,
            },
        ]);
    }

    public List<SentRecord> Read(string topic) => TopicReader.ReadAll(Bootstrap, topic, topic == Topics.Alerts ? 1 : Partitions);

    /// <summary>Ids on the sanitized stream, retractions as "-user".</summary>
    public IReadOnlyList<string> Sanitized() =>
        [.. Read(Topics.Sanitized).Select(r => r.Header("type") is null ? r.Json.GetProperty("id").GetString()! : "-" + r.KeyText)];

    /// <summary>Waits until the sanitized stream has so many records.</summary>
    public Task SanitizedReaches(int records) =>
        Eventually.Holds(
            () => Read(Topics.Sanitized).Count >= records,
            () => $"{records} records are on the sanitized stream; the log says: {string.Join(" | ", Log.Lines)}"
        );

    /// <summary>Types of what is registered as <typeparamref name="T"/>, in order.</summary>
    public IReadOnlyList<Type> Registered<T>()
        where T : notnull
    {
        using var scope = services.CreateScope();
        return [.. scope.ServiceProvider.GetServices<T>().Select(s => s.GetType())];
    }

    /// <summary>Whether two loops would have the same <typeparamref name="T"/>.</summary>
    public bool SharedBetweenLoops<T>()
        where T : notnull
    {
        using var first = services.CreateScope();
        using var second = services.CreateScope();
        return ReferenceEquals(first.ServiceProvider.GetServices<T>().First(), second.ServiceProvider.GetServices<T>().First());
    }

    private byte[] Written(string user, string item) =>
        InteractionWriter.Write(new Interaction($"e-{++sent}", user, item, 1f, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()));

    private void SendAll(IEnumerable<(string User, byte[] Value)> events)
    {
        using var producer = Producer();
        foreach (var (user, value) in events)
            producer.Produce(Topics.Interactions, new Message<byte[], byte[]> { Key = Encoding.UTF8.GetBytes(user), Value = value });
        producer.Flush(Patience);
    }

    private IProducer<byte[], byte[]> Producer() => new ProducerBuilder<byte[], byte[]>(
            new ProducerConfig
            {
                BootstrapServers = Bootstrap,
                ClientId = "test",
                LingerMs = 0,
                MessageMaxBytes = 10_000_000,
            }
        ).SetLogHandler((_, _) => { }).Build();

    public int Count(PipelinePoint point) => points.Count(p => p == point);

    public void Reached(PipelinePoint point, int loop) => points.Enqueue(point);

    public async ValueTask DisposeAsync()
    {
        Fault = _ => FaultAction.None;
        await stopping.CancelAsync();
        await Task.WhenAny(Task.WhenAll(running), Task.Delay(Patience));
        await services.DisposeAsync();
        await broker.DisposeAsync();
        stopping.Dispose();
    }

    private ServiceProvider Services(AdmissionOptions admission, PipelineOptions pipeline, KafkaOptions kafka) =>
        new ServiceCollection()
            .AddSingleton<ILoggerFactory>(Log)
            .AddSingleton(typeof(ILogger<>), typeof(Logger<>))
            .AddSingleton(TimeProvider.System)
            .AddSingleton(kafka)
            .AddSingleton(Topics)
            .AddSingleton(pipeline)
            .AddSingleton(admission)
            .AddSingleton(new InteractionOptions())
            .AddSingleton(new ProfileOptions())
            .AddSingleton(new VerdictOptions { MinimumEvents = 3 })
            .AddSingleton(new AlertOptions())
            .AddSingleton(new StateOptions { Store = StoreKind.InMemory })
            .AddSingleton(new RefreshOptions())
            .AddSingleton(new DetectorSettings())
            .AddSingleton<IPipelineProbe>(this)
            .AddStreaming()
            .BuildServiceProvider();
}
