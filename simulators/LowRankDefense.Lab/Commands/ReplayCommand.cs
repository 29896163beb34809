using System.CommandLine;
using LowRankDefense.Lab.Scenarios.Replay;
using Spectre.Console;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank replay</c>: a data set, with an attack in it, through the worker, measured; then the audit.</summary>
internal sealed class ReplayCommand : Verb
{
    private readonly Option<string?> data = CommonOptions.Data(required: true);
    private readonly Option<string> attack = CommonOptions.Attack();
    private readonly Option<FileInfo?> fakes = CommonOptions.FakesAndWhatIsBeside("Fakes file to inject instead.");
    private readonly Option<FileInfo?> truth = CommonOptions.Truth();
    private readonly Option<double> share = CommonOptions.Share("Fakes per genuine user, for --attack.");
    private readonly Option<string[]> targets = CommonOptions.Targets();
    private readonly Option<int> repeat = CommonOptions.Repeat();
    private readonly Option<SendRate> rate = new("--rate")
    {
        Description =
            "Measure latency at so many events per second; 0.5x is half of the throughput, which is then measured first. "
            + "0 sends everything before the worker starts and measures throughput.",
        CustomParser = result =>
        {
            if (SendRate.Parse(result.Tokens[0].Value) is { } parsed)
                return parsed;
            result.AddError($"--rate takes {SendRate.Grammar}, not '{result.Tokens[0].Value}'.");
            return default;
        },
    };
    private readonly Option<int> rounds = new Option<int>("--rounds")
    {
        Description = "Measurements of throughput, worker and bare loop in turns.",
        DefaultValueFactory = _ => 3,
    }.Must(n => n is >= 1 and <= 100, "1 to 100");
    private readonly Option<bool> baseline = new("--baseline")
    {
        Description = "Measure a bare consume-produce-commit loop with the worker's clients, too.",
        DefaultValueFactory = _ => true,
    };
    private readonly Option<bool> profile = new("--profile") { Description = "Show what the time of the worker's threads goes into." };
    private readonly Option<string?> bootstrap = new("--bootstrap") { Description = "Kafka to use; without it an embedded broker is started." };
    private readonly Option<bool> intoExisting = new("--into-existing")
    {
        Description = "Send the stream, fakes among it, into a topic that is there already (--set Topics:Interactions=NAME), behind what it holds.",
    };
    private readonly Option<int?> brokerPid = new("--broker-pid") { Description = "Process of that Kafka on this machine, to measure its CPU time." };
    private readonly Option<string[]> set = CommonOptions.Set();

    /// <summary>The verb.</summary>
    /// <param name="console">Where it writes.</param>
    public ReplayCommand(IAnsiConsole console)
        : base(
            console,
            "replay",
            "Replays a data set with an attack in it through a worker with a detector in force, measures it and accounts for every event.",
            "replay --data ../shared/datasets/gowalla --attack average"
        ) =>
        Takes(
            data,
            attack,
            fakes,
            truth,
            share,
            targets,
            repeat,
            rate,
            rounds,
            baseline,
            profile,
            bootstrap,
            intoExisting,
            brokerPid,
            set,
            Seed,
            Json
        );

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parse, CancellationToken stop)
    {
        if (parse.GetValue(brokerPid) is not null && parse.GetValue(bootstrap) is null)
            throw new InvalidDataException("--broker-pid means nothing without --bootstrap: leave it out, or say where that broker is.");
        var request = new ReplayRequest
        {
            Data = parse.GetRequiredValue(data)!,
            Attack = parse.GetValue(attack),
            FakesFile = parse.GetValue(fakes)?.FullName,
            TruthFile = parse.GetValue(truth)?.FullName,
            Share = parse.GetValue(share),
            Targets = parse.GetValue(targets),
            Repeat = parse.GetValue(repeat),
            Rate = parse.GetValue(rate),
            Rounds = parse.GetValue(rounds),
            Baseline = parse.GetValue(baseline),
            Profile = parse.GetValue(profile),
            Bootstrap = parse.GetValue(bootstrap),
            IntoExisting = parse.GetValue(intoExisting),
            BrokerPid = parse.GetValue(brokerPid),
            Settings = WorkerSettings.Parse(parse.GetValue(set)),
            Seed = parse.GetValue(Seed),
        };
        var outcome = await new ReplayScenario(Console, request).Run(stop);
        Report(parse, "replay", outcome.Figures);
        return outcome.Succeeded ? ExitCodes.Done : ExitCodes.Failed;
    }
}
