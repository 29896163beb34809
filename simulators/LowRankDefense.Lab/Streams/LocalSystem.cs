using LowRankDefense.EmbeddedBroker;
using LowRankDefense.EmbeddedBroker.Configuration;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LowRankDefense.Lab.Streams;

/// <summary>A broker, ours or somebody's, and a worker in this process with its state in a temporary folder.</summary>
internal sealed class LocalSystem : IAsyncDisposable
{
    private readonly KafkaBroker? broker;
    private readonly string state = Directory.CreateTempSubdirectory("lowrank-").FullName;
    private WebApplication? worker;

    private LocalSystem(KafkaBroker? broker, BrokerAddress bootstrap) => (this.broker, Bootstrap) = (broker, bootstrap);

    /// <summary>The broker.</summary>
    public BrokerAddress Bootstrap { get; }

    /// <summary>A folder of its own for the state of workers, removed in the end.</summary>
    public string State => state;

    /// <summary>Whether the broker is the embedded one, in this process.</summary>
    public bool IsEmbedded => broker is not null;

    /// <summary>The services of the worker that was made, whether or not it runs.</summary>
    /// <exception cref="InvalidOperationException">None was.</exception>
    public IServiceProvider WorkerServices => Made.Services;

    private WebApplication Made => worker ?? throw new InvalidOperationException("There is no worker yet: configure it first.");

    /// <summary>Starts the embedded broker, or uses the one at <paramref name="bootstrap"/>.</summary>
    /// <param name="bootstrap">A broker that runs already; null for the embedded one.</param>
    /// <exception cref="TimeoutException">No broker answers there.</exception>
    public static async Task<LocalSystem> Start(BrokerAddress? bootstrap)
    {
        if (bootstrap is not null)
        {
            Clients.Reach(bootstrap);
            return new LocalSystem(null, bootstrap);
        }

        var broker = await KafkaBroker.StartAsync(new BrokerOptions());
        return new LocalSystem(broker, broker.BootstrapServers);
    }

    /// <summary>Makes a worker with the given settings on top of the local ones, and does not start it.</summary>
    /// <param name="settings"><c>Section:Key</c> → value.</param>
    /// <param name="services">Further services, such as a logger that listens to the worker.</param>
    /// <exception cref="Worker.Configuration.ConfigurationException">A setting is unknown or out of range; the message names it.</exception>
    public void ConfigureWorker(IReadOnlyDictionary<string, string?> settings, Action<IServiceCollection>? services = null)
    {
        var local = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Kafka:BootstrapServers"] = Bootstrap.Servers,
            ["State:Directory"] = state,
            ["Http:Port"] = "0",
            ["Logging:LogLevel:Default"] = "Error",
        };
        worker = WorkerHost.Create([], configuration => configuration.AddInMemoryCollection(local).AddInMemoryCollection(settings), services);
    }

    /// <summary>Starts the worker that was made.</summary>
    /// <param name="stop">Gives up starting.</param>
    /// <exception cref="InvalidOperationException">None was.</exception>
    public Task StartWorker(CancellationToken stop) => Made.StartAsync(stop);

    /// <summary>Bytes that the embedded broker keeps of a topic, compressed as they were sent; null for another broker.</summary>
    /// <param name="topic">Its name.</param>
    public long? StoredBytes(string topic) => broker?.StoredBytes(topic);

    /// <summary>Makes a worker and starts it.</summary>
    /// <inheritdoc cref="ConfigureWorker"/>
    /// <param name="settings"><c>Section:Key</c> → value.</param>
    /// <param name="stop">Gives up starting.</param>
    public Task StartWorker(IReadOnlyDictionary<string, string?> settings, CancellationToken stop)
    {
        ConfigureWorker(settings);
        return StartWorker(stop);
    }

    /// <summary>Stops the worker, and leaves the broker and what is on it.</summary>
    public async Task StopWorker()
    {
        if (worker is null)
            return;
        await worker.StopAsync();
        await worker.DisposeAsync();
        worker = null;
    }

    /// <summary>Stops the worker, then the broker if it is ours, and removes the state.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopWorker();

        if (broker is not null)
            await broker.DisposeAsync();
        Directory.Delete(state, recursive: true);
    }
}
