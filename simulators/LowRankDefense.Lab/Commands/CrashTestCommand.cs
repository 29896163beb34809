using System.CommandLine;
using LowRankDefense.Lab.Scenarios.Crashes;
using LowRankDefense.Lab.Scenarios.Replay;
using Spectre.Console;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank crash-test</c>: worker and broker are killed while a data set goes through; then the audit.</summary>
internal sealed class CrashTestCommand : Verb
{
    private readonly Option<string?> data = CommonOptions.Data(required: true);
    private readonly Option<string> attack = CommonOptions.Attack();
    private readonly Option<double> share = CommonOptions.Share("Fakes per genuine user, for --attack.");
    private readonly Option<int> repeat = CommonOptions.Repeat();
    private readonly Option<double> rate = new Option<double>("--rate")
    {
        Description = "Events per second; so slow that the worker recovers between two kills.",
        DefaultValueFactory = _ => 3_000,
    }.Must(r => r is > 0 and <= 1e6, "above 0, to 1000000");
    private readonly Option<int> workerKills = new Option<int>("--worker-kills")
    {
        Description = "How often the worker is killed.",
        DefaultValueFactory = _ => 20,
    }.Must(n => n is >= 0 and <= 10_000, "0 to 10000");
    private readonly Option<int> brokerKills = new Option<int>("--broker-kills")
    {
        Description = "How often the broker is killed; takes --kafka.",
        DefaultValueFactory = _ => 0,
    }.Must(n => n is >= 0 and <= 10_000, "0 to 10000");
    private readonly Option<FileInfo?> kafka = CommonOptions.Input(
        "--kafka",
        "Script that runs Apache Kafka, called as SCRIPT FOLDER PORT: a node on 127.0.0.1:PORT that keeps its topics in FOLDER, in the foreground; "
            + "FOLDER/ready exists once it serves. Without it the embedded broker is used."
    );
    private readonly Option<DirectoryInfo?> keep = new("--keep")
    {
        Description = "Folder to leave the evidence in: the topics and the log of --kafka, and what the worker said. Without it none is left.",
    };
    private readonly Option<string[]> set = CommonOptions.Set();

    /// <summary>The verb.</summary>
    /// <param name="console">Where it writes.</param>
    public CrashTestCommand(IAnsiConsole console)
        : base(
            console,
            "crash-test",
            "Kills the worker, and its broker, again and again while a data set goes through, then accounts for every event.",
            "crash-test --data ../shared/datasets/gowalla --attack average --worker-kills 20"
        ) => Takes(data, attack, share, repeat, rate, workerKills, brokerKills, kafka, keep, set, Seed, Json);

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parse, CancellationToken stop)
    {
        var request = new CrashRequest
        {
            Stream = new ReplayRequest
            {
                Data = parse.GetRequiredValue(data)!,
                Attack = parse.GetValue(attack),
                Share = parse.GetValue(share),
                Repeat = parse.GetValue(repeat),
                Settings = WorkerSettings.Parse(parse.GetValue(set)),
                Seed = parse.GetValue(Seed),
            },
            PerSecond = parse.GetValue(rate),
            WorkerKills = parse.GetValue(workerKills),
            BrokerKills = parse.GetValue(brokerKills),
            Kafka = parse.GetValue(kafka)?.FullName,
            Keep = parse.GetValue(keep)?.FullName,
        };
        var outcome = await new CrashScenario(Console, request).Run(stop);
        Report(parse, "crash test", outcome.Figures);
        return outcome.Succeeded ? ExitCodes.Done : ExitCodes.Failed;
    }
}
