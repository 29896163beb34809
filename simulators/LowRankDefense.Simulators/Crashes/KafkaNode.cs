using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using LowRankDefense.Simulators.Processes;

namespace LowRankDefense.Simulators.Crashes;

/// <summary>An Apache Kafka node that can be killed and started again on what it left.</summary>
/// <remarks>
/// It is run by a script: <c>SCRIPT FOLDER PORT</c> runs a node that listens on 127.0.0.1:PORT, and may take PORT + 1, in the foreground until it is
/// signalled. <c>FOLDER/ready</c> exists once it serves, and <c>FOLDER/broker.log</c> may have what the broker logged since then. A folder that was used
/// before is used on.
/// </remarks>
public sealed class KafkaNode : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private const int RememberedLines = 20;
    private const int FirstPort = 20_000;
    private const int LastPort = 32_000;
    private const string MarkersSkipped = "these partitions are likely deleted already and hence can be skipped";
    private readonly ProcessOutput output = new(RememberedLines);
    private readonly string script;
    private readonly string folder;
    private readonly bool isKept;
    private readonly int port = FreePort();
    private Process? process;
    private int skippedBefore;

    private KafkaNode(string script, string? folder)
    {
        (this.script, isKept) = (script, folder is not null);
        this.folder = (folder is null ? Directory.CreateTempSubdirectory("lowrank-kafka-") : Directory.CreateDirectory(folder)).FullName;
    }

    /// <summary>
    /// Transactions that were about to be committed or aborted when the node was killed, and that it left undone in some of their partitions when it came
    /// back, as its log has it.
    /// </summary>
    /// <remarks>
    /// After an unclean end, a node that has all replicas may find no leader for partitions that are there. Apache Kafka 4.3.1 takes such partitions for
    /// deleted, skips their transaction markers and calls the transaction complete: what was committed is then there in part.
    /// </remarks>
    public int SkippedTransactions => skippedBefore + SkippedSinceStart();

    /// <summary>Where it listens, <c>HOST:PORT</c>.</summary>
    public string BootstrapServers => $"127.0.0.1:{port}";

    /// <summary>Starts a node, and waits until it serves.</summary>
    /// <param name="script">The script.</param>
    /// <param name="folder">Where it keeps its topics, and leaves them; null for a folder of its own, removed in the end.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="FileNotFoundException">There is no such script.</exception>
    /// <exception cref="TimeoutException">It does not serve within 90 seconds, or ends by itself; the message has what it said.</exception>
    public static async Task<KafkaNode> StartAsync(string script, string? folder = null, CancellationToken stop = default)
    {
        if (!File.Exists(script))
            throw new FileNotFoundException($"There is no {script}: name a script that runs Apache Kafka as SCRIPT FOLDER PORT.", script);
        var node = new KafkaNode(script, folder);
        try
        {
            await node.RestartAsync(stop);
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it without warning: nothing is flushed, nobody is told.</summary>
    public void Kill()
    {
        process?.Kill(entireProcessTree: true);
        process?.WaitForExit();
        skippedBefore += SkippedSinceStart();
        process?.Dispose();
        process = null;
    }

    /// <summary>Starts it again after <see cref="Kill"/>, on the same port and folder, and waits until it serves.</summary>
    /// <inheritdoc cref="StartAsync" path="/exception[@cref='TimeoutException']"/>
    /// <param name="stop">Gives up.</param>
    public async Task RestartAsync(CancellationToken stop)
    {
        var ready = Path.Combine(folder, "ready");
        // The one that was killed had no time to take it away.
        File.Delete(ready);
        process = output.Start(new ProcessStartInfo(Path.GetFullPath(script), [folder, port.ToString(CultureInfo.InvariantCulture)]));
        var waited = Stopwatch.StartNew();
        while (!File.Exists(ready))
        {
            if (process.HasExited)
            {
                // Until what it said has come.
                await process.WaitForExitAsync(stop);
                throw new TimeoutException($"{script} has ended with code {process.ExitCode}: {string.Join(' ', output.Lines)}");
            }

            if (waited.Elapsed > Patience)
                throw new TimeoutException($"{script} does not serve within {Patience}: there is no {ready}.");
            await Task.Delay(100, stop);
        }
    }

    /// <summary>Stops it and removes its folder, unless it was given one.</summary>
    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            // The script stops the node cleanly on SIGTERM.
            using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
            await process.WaitForExitAsync();
        }

        process?.Dispose();
        if (!isKept)
            Directory.Delete(folder, recursive: true);
    }

    // The script begins the log anew at every start.
    private int SkippedSinceStart()
    {
        var log = Path.Combine(folder, "broker.log");
        return process is not null && File.Exists(log) ? File.ReadLines(log).Count(l => l.Contains(MarkersSkipped, StringComparison.Ordinal)) : 0;
    }

    // Below those that systems give to clients: while a killed node is down, a client's connection would take its port. The controller takes the port after it.
    private static int FreePort()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(FirstPort, LastPort);
            try
            {
                using var first = new TcpListener(IPAddress.Loopback, port);
                first.Start();
                using var second = new TcpListener(IPAddress.Loopback, port + 1);
                second.Start();
                return port;
            }
            catch (SocketException)
            {
                // One of them is taken: try another pair.
            }
        }
    }
}
