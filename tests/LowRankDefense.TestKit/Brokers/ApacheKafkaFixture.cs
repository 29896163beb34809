using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace LowRankDefense.TestKit.Brokers;

/// <summary>
/// Apache Kafka: the one <c>KAFKA_BOOTSTRAP_SERVERS</c> names, or a node of its own from the <c>shared/kafka</c> folder beside the checkout.
/// </summary>
public sealed class ApacheKafkaFixture : BrokerFixture
{
    private readonly string data = Directory.CreateTempSubdirectory("kafka-").FullName;
    private Process? node;

    /// <inheritdoc/>
    public override async Task InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("KAFKA_BOOTSTRAP_SERVERS") is { Length: > 0 } servers)
        {
            BootstrapServers = servers;
            return;
        }

        var start = Checkout.Beside("shared", "kafka", "start");
        if (!File.Exists(start))
            SkipReason = "There is no shared/kafka beside the checkout and KAFKA_BOOTSTRAP_SERVERS is not set.";
        else if (!HasJava())
            SkipReason = "Apache Kafka needs a Java runtime (openjdk-17-jre-headless).";
        else
            await StartAsync(start);
    }

    /// <inheritdoc/>
    public override async Task DisposeAsync()
    {
        if (node is not null)
        {
            // The script stops the node cleanly on SIGTERM.
            using (var kill = Process.Start("kill", ["-TERM", node.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
                await kill.WaitForExitAsync();
            await node.WaitForExitAsync();
            node.Dispose();
        }

        Directory.Delete(data, recursive: true);
    }

    private async Task StartAsync(string start)
    {
        var port = FreePort();
        node = Process.Start(
            new ProcessStartInfo(start, [data, port.ToString(System.Globalization.CultureInfo.InvariantCulture)])
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var until = Environment.TickCount64 + 90_000;
        while (!File.Exists(Path.Combine(data, "ready")))
        {
            if (node.HasExited || Environment.TickCount64 > until)
                throw new InvalidOperationException("Apache Kafka did not start: " + await node.StandardError.ReadToEndAsync());
            await Task.Delay(100);
        }

        BootstrapServers = $"127.0.0.1:{port}";
    }

    // The controller takes the port after the broker's.
    private static int FreePort()
    {
        while (true)
        {
            using var first = new TcpListener(IPAddress.Loopback, 0);
            first.Start();
            var port = ((IPEndPoint)first.LocalEndpoint).Port;
            try
            {
                using var second = new TcpListener(IPAddress.Loopback, port + 1);
                second.Start();
                return port;
            }
            catch (SocketException)
            {
                // The port after it is taken: try another pair.
            }
        }
    }

    private static bool HasJava() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "java")));
}
