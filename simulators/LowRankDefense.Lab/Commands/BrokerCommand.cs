using System.CommandLine;
using LowRankDefense.EmbeddedBroker;
using LowRankDefense.EmbeddedBroker.Configuration;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank broker</c>: the embedded broker on its own.</summary>
internal static class BrokerCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Port on 127.0.0.1; 0 takes any free one.", DefaultValueFactory = _ => 9092 };
        var partitions = new Option<int>("--partitions")
        {
            Description = "Partitions of topics created without a count.",
            DefaultValueFactory = _ => 4,
        };
        var command = new Command("broker", CommonOptions.WithExample("Runs the embedded broker, in memory, until Ctrl-C.", "broker --port 9092"))
        {
            port,
            partitions,
        };
        command.SetAction((parse, stop) => Run(parse.GetValue(port), parse.GetValue(partitions), stop));
        return command;
    }

    private static async Task<int> Run(int port, int partitions, CancellationToken stop)
    {
        using var loggers = LoggerFactory.Create(logging => logging.AddSimpleConsole());
        await using var broker = await KafkaBroker.StartAsync(
            new BrokerOptions
            {
                Port = port,
                DefaultPartitions = partitions,
                Logger = loggers.CreateLogger("EmbeddedBroker"),
            }
        );
        AnsiConsole.MarkupLineInterpolated($"Serving the Kafka protocol on [green]{broker.BootstrapServers}[/], in memory. Ctrl-C stops it.");
        await Task.Delay(Timeout.Infinite, stop).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return 0;
    }
}
