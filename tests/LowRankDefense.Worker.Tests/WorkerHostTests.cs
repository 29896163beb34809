using System.Net;
using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.Streaming.Pipeline;
using LowRankDefense.TestKit.Brokers;
using LowRankDefense.Worker.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LowRankDefense.Worker.Tests;

public class WorkerHostTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Worker_ShouldLiveAndNotBeReady_WhileThereIsNoBroker()
    {
        await using var worker = Worker("127.0.0.1:1");
        await worker.StartAsync();
        using var http = Client(worker);

        (await http.GetStringAsync("/health/live")).ShouldBe("ok");
        var ready = await http.GetAsync("/health/ready");

        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync()).ShouldBe("Waiting for the broker.");
        (await http.GetStringAsync("/metrics")).ShouldContain("lowrank_partitions 0");
        (await http.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await worker.StopAsync();
    }

    [Fact]
    public async Task Worker_ShouldBecomeReady_AndShowItsPartitions()
    {
        var broker = new EmbeddedBrokerFixture();
        await broker.InitializeAsync();
        await using (var worker = Worker(broker.BootstrapServers, "--Topics:Partitions=3"))
        {
            await worker.StartAsync();
            using var http = Client(worker);
            using var patience = new CancellationTokenSource(Patience);
            while ((await http.GetAsync("/health/ready", patience.Token)).StatusCode != HttpStatusCode.OK)
                await Task.Delay(20, patience.Token);

            // One of them may be on its way from one loop to the other.
            while (!(await http.GetStringAsync("/metrics", patience.Token)).Contains("lowrank_partitions 3", StringComparison.Ordinal))
                await Task.Delay(20, patience.Token);
            await worker.StopAsync();
        }

        await broker.DisposeAsync();
    }

    [Fact]
    public async Task CommandLine_ShouldOverrideEveryOtherSource()
    {
        await using var worker = WorkerHost.Create(
            ["--Pipeline:Loops=5"],
            configuration =>
                configuration.AddInMemoryCollection([
                    KeyValuePair.Create("Pipeline:Loops", (string?)"2"),
                    KeyValuePair.Create("Training:Rank", (string?)"3"),
                ])
        );

        worker.Services.GetRequiredService<PipelineOptions>().Loops.ShouldBe(5);
        worker.Services.GetRequiredService<DetectorSettings>().PcaSvm.Rank.ShouldBe(3, "trainers of detectors go by the section Training");
    }

    [Fact]
    public async Task FurtherServices_ShouldBeTaken()
    {
        var probe = new Probe();

        await using var worker = WorkerHost.Create([], services: services => services.AddSingleton<IPipelineProbe>(probe));

        worker.Services.GetServices<IPipelineProbe>().ShouldBe([probe]);
    }

    [Fact]
    public void BadOption_ShouldBeRefused_BeforeAnythingStarts() =>
        Should.Throw<ConfigurationException>(() => WorkerHost.Create(["--Pipeline:Loops=0"])).Message.ShouldContain("Pipeline:Loops");

    private static WebApplication Worker(string bootstrap, params string[] args) =>
        WorkerHost.Create([
            $"--Kafka:BootstrapServers={bootstrap}",
            "--Http:Port=0",
            "--State:Store=InMemory",
            "--Refresh:Enabled=false",
            "--Logging:LogLevel:Default=None",
            .. args,
        ]);

    private static HttpClient Client(WebApplication worker) => new() { BaseAddress = new Uri(worker.Urls.First()) };

    private sealed class Probe : IPipelineProbe
    {
        public void Reached(PipelinePoint point, int loop) { }
    }
}
