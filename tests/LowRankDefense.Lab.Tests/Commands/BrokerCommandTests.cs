using System.Net;
using System.Net.Sockets;
using LowRankDefense.Lab.Brokers;

namespace LowRankDefense.Lab.Tests.Commands;

public sealed class BrokerCommandTests
{
    [Fact]
    public async Task Broker_ShouldServeUntilItIsStopped()
    {
        var port = FreePort();
        using var stop = new CancellationTokenSource();

        var run = LabRun.Until(stop.Token, "broker", "--port", $"{port}", "--partitions", "3");
        var bootstrap = $"127.0.0.1:{port}";
        // The client asks again until somebody listens.
        Clients.Reach(bootstrap);
        Clients.Partitions(bootstrap, "made-on-demand").ShouldBe(3);
        run.IsCompleted.ShouldBeFalse();
        await stop.CancelAsync();

        var ended = await run.WaitAsync(TimeSpan.FromSeconds(20));
        ended.ShouldHaveDoneIt().Output.ShouldContain(bootstrap);
        using var again = new TcpListener(IPAddress.Loopback, port);
        Should.NotThrow(again.Start);
    }

    [Fact]
    public async Task Broker_ShouldSayWhichPort_WhenItIsTaken()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var run = await LabRun.Of("broker", "--port", $"{port}").WaitAsync(TimeSpan.FromSeconds(20));

        run.ShouldHaveFailed(2, $"--port {port}", "another port");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
