using System.CommandLine;
using LowRankDefense.Lab.Scenarios;
using Spectre.Console;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank replay</c>: a data set, with an attack in it, through the worker; then the audit.</summary>
internal sealed class ReplayCommand : Verb
{
    private readonly Option<string?> data = CommonOptions.Data(required: true);
    private readonly Option<string> attack = new Option<string>("--attack")
    {
        Description = "Classical attack to inject, see 'lowrank attack --help'.",
    }.MustBeAttack();
    private readonly Option<FileInfo?> fakes = CommonOptions.Fakes("Fakes file to inject instead.");
    private readonly Option<double> share = CommonOptions.Share("Fakes per genuine user, for --attack.");
    private readonly Option<double> rate = new Option<double>("--rate")
    {
        Description = "Events per second; 0 sends everything first and then measures the worker flat out.",
    }.Must(r => r >= 0 && double.IsFinite(r), "0 or more");
    private readonly Option<string?> bootstrap = new("--bootstrap") { Description = "Kafka to use; without it an embedded broker is started." };
    private readonly Option<bool> baseline = new("--baseline")
    {
        Description = "Also measure a bare consume-produce-commit loop on the same broker.",
        DefaultValueFactory = _ => true,
    };
    private readonly Option<string[]> set = new("--set") { Description = "Worker setting, Section:Key=value; may be repeated." };
    private readonly Option<string[]> targets = CommonOptions.Targets();

    /// <summary>The verb.</summary>
    /// <param name="console">Where it writes.</param>
    public ReplayCommand(IAnsiConsole console)
        : base(
            console,
            "replay",
            "Replays a data set with an attack in it through a worker and accounts for every event.",
            "replay --data ../shared/datasets/gowalla --attack average"
        ) => Takes(data, attack, fakes, share, rate, bootstrap, baseline, set, targets, Seed, Json);

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parse, CancellationToken stop)
    {
        var scenario = new ReplayScenario
        {
            Console = Console,
            Data = parse.GetRequiredValue(data)!,
            Attack = parse.GetValue(attack),
            FakesFile = parse.GetValue(fakes)?.FullName,
            Share = parse.GetValue(share),
            Rate = parse.GetValue(rate),
            Bootstrap = parse.GetValue(bootstrap),
            Baseline = parse.GetValue(baseline),
            Settings = WorkerSettings.Parse(parse.GetValue(set)),
            Targets = parse.GetValue(targets),
            Seed = parse.GetValue(Seed),
        };
        var outcome = await scenario.Run(stop);
        Report(parse, "replay", outcome.Figures);
        return outcome.Succeeded ? ExitCodes.Done : ExitCodes.Failed;
    }
}
