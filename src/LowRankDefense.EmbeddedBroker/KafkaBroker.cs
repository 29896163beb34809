using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using LowRankDefense.EmbeddedBroker.Configuration;
using LowRankDefense.EmbeddedBroker.Groups;
using LowRankDefense.EmbeddedBroker.Handlers;
using LowRankDefense.EmbeddedBroker.Log;
using LowRankDefense.EmbeddedBroker.Network;
using LowRankDefense.EmbeddedBroker.Offsets;
using LowRankDefense.EmbeddedBroker.Transactions;

namespace LowRankDefense.EmbeddedBroker;

/// <summary>A single-node broker that speaks the Kafka protocol to unmodified clients, in memory, on 127.0.0.1: for demos and tests, not for production.</summary>
public sealed class KafkaBroker : IAsyncDisposable
{
    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(20);
    private readonly TcpListener listener;
    private readonly RequestHandler handler;
    private readonly Cluster cluster;
    private readonly BrokerOptions options;
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<Connection, Task> connections = new();
    private readonly Task accepting;
    private readonly Task ticking;

    private KafkaBroker(BrokerOptions options, TimeProvider time)
    {
        this.options = options;
        listener = new TcpListener(IPAddress.Loopback, options.Port);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var topics = new TopicRegistry(options);
        var offsets = new OffsetStore();
        cluster = new Cluster(topics, new GroupCoordinator(options, time), offsets, new TransactionCoordinator(topics, offsets, time), time)
        {
            Port = Port,
        };
        handler = new RequestHandler(cluster);
        accepting = Accept();
        ticking = Tick(time);
    }

    /// <summary>Port it listens on, on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>What clients take as <c>bootstrap.servers</c>.</summary>
    public string BootstrapServers => $"{Cluster.Host}:{Port}";

    /// <summary>Starts a broker; it serves until it is disposed.</summary>
    /// <param name="options">Its settings.</param>
    /// <param name="time">The clock of sessions, rebalances, transactions and fetches; the system's where it is null.</param>
    /// <returns>The broker, listening.</returns>
    /// <exception cref="SocketException">The port is taken.</exception>
    public static Task<KafkaBroker> StartAsync(BrokerOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Task.FromResult(new KafkaBroker(options, time ?? TimeProvider.System));
    }

    /// <summary>Bytes kept of a topic, over all partitions: batches as they were sent, and markers; 0 where there is no such topic.</summary>
    /// <param name="topic">Its name.</param>
    public long StoredBytes(string topic) => cluster.Topics.Find(topic)?.StoredBytes() ?? 0;

    /// <summary>Closes every connection; clients come back by themselves.</summary>
    public void DropConnections()
    {
        foreach (var connection in connections.Keys)
            connection.Dispose();
    }

    /// <summary>Stops serving and forgets everything; a second call does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested)
            return;
        await stopping.CancelAsync();
        listener.Stop();
        // Once nobody is let in any more, those who are in are all there are.
        await accepting;
        DropConnections();
        await Task.WhenAll([ticking, .. connections.Values]);
        stopping.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stopping.Token);
                client.NoDelay = true;
                var connection = new Connection(client, handler, options, cluster.Time);
                connections[connection] = Serve(connection);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The listener was stopped.
        }
    }

    private async Task Serve(Connection connection)
    {
        await Task.Yield();
        using (connection)
            await connection.Serve(stopping.Token);
        connections.TryRemove(connection, out _);
    }

    private async Task Tick(TimeProvider time)
    {
        using var timer = new PeriodicTimer(TickInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token))
            {
                cluster.Groups.Tick();
                cluster.Transactions.AbortExpired();
            }
        }
        catch (OperationCanceledException)
        {
            // The broker stops.
        }
    }
}
