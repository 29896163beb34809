using System.Collections.Concurrent;
using System.Text;
using Confluent.Kafka;
using LowRankDefense.Core.Alerts;
using LowRankDefense.Core.Detection.Campaigns;
using LowRankDefense.Core.Detection.Campaigns.Patrols;
using LowRankDefense.Core.Detection.Crowds;
using LowRankDefense.Core.Interactions;
using LowRankDefense.EmbeddedBroker;
using LowRankDefense.EmbeddedBroker.Configuration;
using LowRankDefense.EmbeddedBroker.Protocol;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Models;
using LowRankDefense.Streaming.Patrols;
using LowRankDefense.Streaming.Refresh;
using LowRankDefense.Streaming.Telemetry;
using LowRankDefense.Streaming.Tests.Harness;
using Microsoft.Extensions.Time.Testing;

namespace LowRankDefense.Streaming.Tests.Refresh;

/// <summary>When a refresh is due, and what becomes of one that fails; the steps only take note.</summary>
public sealed class RefreshServiceTests : IAsyncLifetime, IDisposable
{
    private readonly FakeTimeProvider time = new(Snapshots.Now);
    private readonly WorkerMetrics metrics = new();
    private readonly ModelRegistry registry = new();
    private readonly CollectedLog log = new();
    private readonly Note note = new();
    private readonly TopicOptions topics = new() { Partitions = 2 };
    private Func<ApiKey, FaultAction> fault = _ => FaultAction.None;
    private KafkaBroker broker = null!;
    private RefreshService? service;

    public async Task InitializeAsync() =>
        broker = await KafkaBroker.StartAsync(
            new BrokerOptions { Faults = (api, _, client) => client == "worker-0" ? fault(api) : FaultAction.None }
        );

    public async Task DisposeAsync()
    {
        fault = _ => FaultAction.None;
        if (service is not null)
            await service.StopAsync(CancellationToken.None);
        await broker.DisposeAsync();
    }

    public void Dispose() => service?.Dispose();

    [Fact]
    public async Task Refresh_ShouldBegin_WhenThereAreUsersEnoughAndInteractionsEnough()
    {
        await Start(new RefreshOptions { MinimumUsers = 3, AfterInteractions = 4 });
        Send("a", "b");
        Send("a");
        await Task.Delay(600);
        note.Users.ShouldBeEmpty("two users are not three");

        Send("c");

        await Eventually.Holds(() => note.Users.Count == 1, "the refresh is done");
        note.Users.ShouldBe([3]);
        log.Lines.ShouldContain(l => l.Contains("This worker refreshes the models"));
    }

    [Fact]
    public async Task Refresh_ShouldBegin_WhenItsPeriodIsOver_AndOnlyWhereSomethingIsNew()
    {
        await Start(new RefreshOptions { MinimumUsers = 2, AfterInteractions = 1_000 });
        Send("a", "b");
        await Task.Delay(600);
        note.Users.ShouldBeEmpty();

        await RefreshesReach(1);
        for (var period = 0; period < 3; period++)
        {
            await Task.Delay(300);
            time.Advance(TimeSpan.FromMinutes(5));
        }

        await Task.Delay(300);
        note.Users.Count.ShouldBe(1, "nothing has come in since");
        Send("c");
        await RefreshesReach(2);
        note.Users.ShouldBe([2, 3]);
    }

    [Fact]
    public async Task FirstRefresh_ShouldWait_UntilTheStreamWasReadToItsEnd()
    {
        await Start(new RefreshOptions { MinimumUsers = 2, AfterInteractions = 2 }, start: false);
        for (var u = 0; u < 16; u++)
            Send($"u-{u}");
        // As a long stream is read: a few records at a time.
        fault = api => api == ApiKey.Fetch ? FaultAction.Delay(TimeSpan.FromMilliseconds(60)) : FaultAction.None;

        await service!.StartAsync(CancellationToken.None);

        await Eventually.Holds(() => !note.Users.IsEmpty, "the refresh is done");
        note.Users.First().ShouldBe(16);
    }

    [Fact]
    public async Task FailedRefresh_ShouldBeTriedAgain_AndBeNamed()
    {
        note.Failures = 1;
        await Start(
            new RefreshOptions
            {
                MinimumUsers = 2,
                AfterInteractions = 2,
                Period = TimeSpan.FromSeconds(1),
            }
        );
        Send("a", "b");

        await Eventually.Holds(() => metrics.Refreshes.Value == 1, "the second attempt has worked, though nothing new has come in");

        (metrics.RefreshFailures.Value, note.Users.Count).ShouldBe((1, 1));
        log.Lines.ShouldContain(l => l.Contains("Refresh failed in step note") && l.Contains("no luck"));
    }

    [Fact]
    public async Task Patrols_ShouldGoOn_WhileARefreshIsComputed()
    {
        using var gate = note.Gate = new ManualResetEventSlim();
        await Start(
            new RefreshOptions
            {
                MinimumUsers = 2,
                AfterInteractions = 2,
                Period = TimeSpan.FromSeconds(1),
                PatrolAfterUsers = 1,
            }
        );
        Send("a", "b");
        await Eventually.Holds(() => note.IsComputing, "a refresh is under way");
        var before = Patrolled();
        Send("c", "d");

        await Eventually.Holds(() => Patrolled() > before, "the patrol has looked at the new users");
        note.Users.ShouldBeEmpty();
        gate.Set();
        await Eventually.Holds(() => !note.Users.IsEmpty, "the refresh is published");
        note.Users.First().ShouldBe(2);
    }

    [Fact]
    public async Task RefreshUnderWay_ShouldBeGivenUp_WhenTheWorkerStops()
    {
        using var gate = note.Gate = new ManualResetEventSlim();
        await Start(new RefreshOptions { MinimumUsers = 2, AfterInteractions = 2 });
        Send("a", "b");
        await Eventually.Holds(() => note.IsComputing, "a refresh is under way");

        await service!.StopAsync(CancellationToken.None);

        note.Users.ShouldBeEmpty();
        note.WasCancelled.ShouldBeTrue();
    }

    [Fact]
    public async Task DisabledService_ShouldStandForNoElection()
    {
        await Start(new RefreshOptions { Enabled = false });

        await service!.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(10));
        log.Lines.ShouldNotContain(l => l.Contains("refreshes the models"));
    }

    // A period begins when the refresh before it is through, a moment after it was noted.
    private Task RefreshesReach(int count) =>
        Eventually.Holds(
            () =>
            {
                time.Advance(TimeSpan.FromMinutes(5));
                return note.Users.Count == count;
            },
            $"{count} refreshes are done"
        );

    private async Task Start(RefreshOptions options, bool start = true)
    {
        var kafka = new KafkaOptions
        {
            BootstrapServers = broker.BootstrapServers,
            Properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["fetch.message.max.bytes"] = "100" },
        };
        var clients = new KafkaClients(kafka, log);
        var setup = new TopicSetup(clients, topics, log.For<TopicSetup>());
        await setup.EnsureAsync();
        registry.Read();
        var job = new RefreshJob([note], options, metrics, time, log.For<RefreshJob>());
        service = new RefreshService(clients, topics, options, job, Patrols, setup, registry, metrics, time, log.For<RefreshService>());
        if (start)
            await service.StartAsync(CancellationToken.None);
    }

    private long Patrolled() => metrics.RefreshSeconds.WithLabels("patrol").Count;

    private PatrolTerm Patrols() =>
        new(
            new CampaignOptions(),
            new PatrolOptions(),
            new CrowdOptions(),
            new AlertOptions(),
            topics,
            registry,
            metrics,
            time,
            log.For<PatrolTerm>()
        );

    // One batch a record: a fetch of few bytes takes one of each partition.
    private void Send(params string[] users)
    {
        var config = new ProducerConfig
        {
            BootstrapServers = broker.BootstrapServers,
            ClientId = "test",
            LingerMs = 0,
        };
        using var producer = new ProducerBuilder<byte[], byte[]>(config).SetLogHandler((_, _) => { }).Build();
        foreach (var user in users)
        {
            var value = InteractionWriter.Write(new Interaction("e", user, "i", 1f, 1));
            producer.Produce(
                new TopicPartition(topics.Sanitized, 0),
                new Message<byte[], byte[]> { Key = Encoding.UTF8.GetBytes(user), Value = value }
            );
            producer.Flush(TimeSpan.FromSeconds(20));
        }
    }

    private sealed class Note : IRefreshStep
    {
        public ConcurrentQueue<int> Users { get; } = new();

        public int Failures { get; set; }

        /// <summary>What a computation waits for; null for nothing.</summary>
        public ManualResetEventSlim? Gate { get; set; }

        public bool IsComputing { get; private set; }

        public bool WasCancelled { get; private set; }

        public string Name => "note";

        public void Compute(RefreshRun run, CancellationToken stop)
        {
            IsComputing = true;
            try
            {
                Gate?.Wait(stop);
            }
            catch (OperationCanceledException)
            {
                WasCancelled = true;
                throw;
            }

            if (Failures-- > 0)
                throw new InvalidOperationException("no luck");
        }

        public void Publish(RefreshRun run, Outbox outbox) => Users.Enqueue(run.Snapshot.Users.Count);
    }
}
