using System.Text;
using Confluent.Kafka;
using LowRankDefense.Core.Interactions;
using LowRankDefense.EmbeddedBroker;
using LowRankDefense.EmbeddedBroker.Configuration;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Lab.Streams;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Pipeline;
using LowRankDefense.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LowRankDefense.Lab.Tests.Streams;

public sealed class BareLoopTests : IAsyncLifetime
{
    private const int Count = 25_000;
    private KafkaBroker broker = null!;

    public async Task InitializeAsync() => broker = await KafkaBroker.StartAsync(new BrokerOptions());

    public async Task DisposeAsync() => await broker.DisposeAsync();

    [Fact]
    public async Task BareLoops_ShouldCopyEveryRecordOnce_InItsPartition()
    {
        await Copy(new() { ["Pipeline:Loops"] = "2", ["Kafka:GroupId"] = "bare" });

        (await Records("interactions.sanitized")).ShouldBe(await Records("interactions"));
    }

    [Fact]
    public async Task BareLoops_ShouldHeedTheSettingsOfTheWorker()
    {
        await Copy(new() { ["Kafka:GroupId"] = "packed", ["Topics:Sanitized"] = "packed" });
        await Copy(
            new()
            {
                ["Kafka:GroupId"] = "plain",
                ["Topics:Sanitized"] = "plain",
                ["Kafka:Properties:compression.type"] = "none",
            }
        );

        broker.StoredBytes("packed").ShouldBeLessThan(broker.StoredBytes("plain") / 2);
    }

    [Fact]
    public async Task Clients_ShouldBeThoseOfTheWorker_PropertyForProperty()
    {
        await using var worker = Worker(new() { ["Kafka:TransactionTimeout"] = "00:00:33" });
        var services = worker.Services;
        using var bare = new BareLoop(
            1,
            services.GetRequiredService<KafkaClients>(),
            services.GetRequiredService<PipelineOptions>(),
            services.GetRequiredService<TopicOptions>()
        );
        using var loop = WorkersLoop(services, 1);

        foreach (var client in new[] { "consumer", "producer" })
        {
            var ofTheWorker = ClientProperties.Of(ClientProperties.ClientOf(loop, client));
            var ofTheBareLoop = ClientProperties.Of(ClientProperties.ClientOf(bare, client));
            ofTheWorker.Count.ShouldBeGreaterThan(100);
            ofTheBareLoop.ShouldBe(ofTheWorker, ignoreOrder: true);
            if (client == "producer")
                ofTheBareLoop["transaction.timeout.ms"].ShouldBe("33000");
        }
    }

    // The loop is internal to the worker: made by its own factory, as the pipeline makes it.
    private static IDisposable WorkersLoop(IServiceProvider services, int number)
    {
        var type = typeof(KafkaClients).Assembly.GetType("LowRankDefense.Streaming.Pipeline.TransactionalLoop", throwOnError: true)!;
        var factory = (Delegate)services.GetRequiredService(typeof(Func<,>).MakeGenericType(typeof(int), type));
        return (IDisposable)factory.DynamicInvoke(number)!;
    }

    private WebApplication Worker(Dictionary<string, string?> settings)
    {
        settings["Kafka:BootstrapServers"] = broker.BootstrapServers;
        settings["Http:Port"] = "0";
        settings["Logging:LogLevel:Default"] = "Error";
        return WorkerHost.Create([], configuration => configuration.AddInMemoryCollection(settings));
    }

    private async Task Copy(Dictionary<string, string?> settings)
    {
        await using var worker = Worker(settings);
        await Clients.EnsureTopic(broker.BootstrapServers, "interactions", 4);
        if (TopicDump.Read(broker.BootstrapServers, "interactions", _ => { }) == 0)
            EventSender.Send(broker.BootstrapServers, "interactions", Events(), perSecond: 0, _ => { }, CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var copying = BareLoops.Run(worker.Services, stop.Token);
        using var lag = new Lag(broker.BootstrapServers, settings["Kafka:GroupId"]!, "interactions");
        if (await Task.WhenAny(copying, lag.WaitFor(Count, _ => { }, stop.Token)) == copying)
            await copying;
        await stop.CancelAsync();
        await copying;
    }

    private Task<List<string>> Records(string topic)
    {
        var records = new List<string>();
        TopicDump.Read(broker.BootstrapServers, topic, r => records.Add(Text(r)));
        records.Sort(StringComparer.Ordinal);
        records.Count.ShouldBe(Count);
        return Task.FromResult(records);
    }

    private static string Text(ConsumeResult<byte[], byte[]> r) =>
        $"{r.Partition.Value} {Encoding.UTF8.GetString(r.Message.Key)} {Encoding.UTF8.GetString(r.Message.Value)}";

    private static IEnumerable<Interaction> Events() =>
        Enumerable.Range(0, Count).Select(i => new Interaction($"e-{i}", $"u{i % 100}", $"i{i % 7}", 1, 1_700_000_000_000 + i));
}
