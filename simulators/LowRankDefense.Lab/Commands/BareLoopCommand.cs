using System.CommandLine;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Lab.Streams;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank bare-loop</c>: what <c>replay</c> holds the worker against, on its own.</summary>
internal sealed class BareLoopCommand : Verb
{
    private readonly Option<string[]> set = CommonOptions.Set();

    /// <summary>The verb.</summary>
    /// <param name="console">Where it writes.</param>
    public BareLoopCommand(IAnsiConsole console)
        : base(
            console,
            "bare-loop",
            "Copies the interactions to the sanitized stream, with the clients, cycles and loops of a worker and nothing between them, until Ctrl-C.",
            "bare-loop --set Kafka:BootstrapServers=127.0.0.1:9092"
        ) => Takes(set);

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parse, CancellationToken stop)
    {
        var settings = WorkerSettings.Parse(parse.GetValue(set));
        await using var worker = WorkerHost.Create([], configuration => configuration.AddInMemoryCollection(settings));
        Clients.Reach(BrokerAddress.Of(worker.Services.GetRequiredService<KafkaOptions>()));
        await BareLoops.Run(worker.Services, stop);
        return ExitCodes.Done;
    }
}
