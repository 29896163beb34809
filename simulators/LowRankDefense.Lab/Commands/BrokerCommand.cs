using System.CommandLine;
using System.Net.Sockets;
using LowRankDefense.EmbeddedBroker;
using LowRankDefense.EmbeddedBroker.Configuration;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank broker</c>: the embedded broker on its own.</summary>
internal sealed class BrokerCommand : Verb
{
    private readonly Option<int> port = new Option<int>("--port")
    {
        Description = "Port on 127.0.0.1; 0 takes any free one.",
        DefaultValueFactory = _ => 9092,
    }.Must(p => p is >= 0 and <= 65_535, "0 to 65535");
    private readonly Option<int> partitions = new Option<int>("--partitions")
    {
        Description = "Partitions of topics created without a count.",
        DefaultValueFactory = _ => 4,
    }.Must(p => p >= 1, "1 or more");

    /// <summary>The verb.</summary>
    /// <param name="console">Where it writes.</param>
    public BrokerCommand(IAnsiConsole console)
        : base(console, "broker", "Runs the embedded broker, in memory, until Ctrl-C.", "broker --port 9092") => Takes(port, partitions);

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parse, CancellationToken stop)
    {
        using var loggers = LoggerFactory.Create(logging => logging.AddSimpleConsole());
        await using var broker = await Start(
            new BrokerOptions
            {
                Port = parse.GetValue(port),
                DefaultPartitions = parse.GetValue(partitions),
                Logger = loggers.CreateLogger("EmbeddedBroker"),
            }
        );
        Console.MarkupLineInterpolated($"Serving the Kafka protocol on [green]{broker.BootstrapServers}[/], in memory. Ctrl-C stops it.");
        await Task.Delay(Timeout.Infinite, stop).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return ExitCodes.Done;
    }

    private static async Task<KafkaBroker> Start(BrokerOptions options)
    {
        try
        {
            return await KafkaBroker.StartAsync(options);
        }
        catch (SocketException e)
        {
            throw new ArgumentException($"--port {options.Port}: {e.Message}. Choose another port, or 0 for any free one.", e);
        }
    }
}
