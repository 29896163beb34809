using LowRankDefense.EmbeddedBroker;
using LowRankDefense.EmbeddedBroker.Configuration;
using LowRankDefense.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace LowRankDefense.Lab.Streams;

/// <summary>A broker, ours or somebody's, and a worker in this process with its state in a temporary folder.</summary>
internal sealed class LocalSystem : IAsyncDisposable
{
    private readonly KafkaBroker? broker;
    private readonly string state = Directory.CreateTempSubdirectory("lowrank-").FullName;
    private WebApplication? worker;

    private LocalSystem(KafkaBroker? broker, string bootstrap) => (this.broker, Bootstrap) = (broker, bootstrap);

    public string Bootstrap { get; }

    /// <summary>Starts the embedded broker, or uses the one at <paramref name="bootstrap"/>.</summary>
    public static async Task<LocalSystem> Start(string? bootstrap)
    {
        if (bootstrap is not null)
            return new LocalSystem(null, bootstrap);
        var broker = await KafkaBroker.StartAsync(new BrokerOptions());
        return new LocalSystem(broker, broker.BootstrapServers);
    }

    /// <summary>Starts the worker with the given settings on top of the local ones.</summary>
    public async Task StartWorker(IReadOnlyDictionary<string, string?> settings, CancellationToken stop)
    {
        var local = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Kafka:BootstrapServers"] = Bootstrap,
            ["State:Directory"] = state,
            ["Http:Port"] = "0",
            ["Logging:LogLevel:Default"] = "Error",
        };
        worker = WorkerHost.Create([], configuration => configuration.AddInMemoryCollection(local).AddInMemoryCollection(settings));
        await worker.StartAsync(stop);
    }

    public async ValueTask DisposeAsync()
    {
        if (worker is not null)
        {
            await worker.StopAsync();
            await worker.DisposeAsync();
        }

        if (broker is not null)
            await broker.DisposeAsync();
        Directory.Delete(state, recursive: true);
    }
}
