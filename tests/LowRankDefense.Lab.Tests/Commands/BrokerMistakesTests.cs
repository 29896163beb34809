using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace LowRankDefense.Lab.Tests.Commands;

/// <summary>Brokers that are not there, or do not let anybody in.</summary>
public sealed class BrokerMistakesTests : IDisposable
{
    private readonly TinyData tiny = new();
    private readonly MistakenLine mistaken;

    public BrokerMistakesTests() => mistaken = new MistakenLine(tiny);

    public void Dispose() => tiny.Dispose();

    [Theory]
    [InlineData("train-detector --data @ratings.csv --bootstrap 127.0.0.1:1")]
    [InlineData("replay --data @ratings.csv --bootstrap 127.0.0.1:1")]
    [InlineData("bare-loop --set Kafka:BootstrapServers=127.0.0.1:1")]
    public async Task Broker_ShouldBeMissedSoon_WhenNobodyAnswers(string line)
    {
        var watch = Stopwatch.StartNew();

        var run = await mistaken.Run(line);

        run.ShouldHaveFailed(1);
        mistaken.ShouldRead(
            run.Errors.TrimEnd(),
            "lowrank: No Kafka broker answers at 127.0.0.1:1 (…): start one, such as 'lowrank broker', or correct --bootstrap."
        );
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Broker_ShouldBeSaidToRefuse_WhereItHangsUpOnWhoLogsInWrongly()
    {
        using var tls = new TcpListener(IPAddress.Loopback, 0);
        tls.Start();
        var (there, hangingUp) = (tls.LocalEndpoint, HangUp(tls));

        var run = await mistaken.Run($"replay --data @ratings.csv --bootstrap {there}");

        tls.Stop();
        await hangingUp;
        run.ShouldHaveFailed(1);
        mistaken.ShouldRead(run.Errors.TrimEnd(), $"lowrank: The Kafka broker at {there} does not let this client in (…): correct Kafka:Properties.");
    }

    private static async Task HangUp(TcpListener listener)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                _ = await client.GetStream().ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It was stopped.
        }
    }
}
