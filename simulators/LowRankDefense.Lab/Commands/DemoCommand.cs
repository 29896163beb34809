using System.CommandLine;
using LowRankDefense.Lab.Scenarios;
using Spectre.Console;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank demo</c>: the whole system on this machine, with an attack in it, in about a minute.</summary>
internal sealed class DemoCommand : Verb
{
    private readonly Option<string?> data = CommonOptions.Data(required: false);
    private readonly Option<string> attack = new Option<string>("--attack")
    {
        Description = "Classical attack to inject.",
        DefaultValueFactory = _ => "bandwagon",
    }.MustBeAttack();
    private readonly Option<double> seconds = new Option<double>("--seconds")
    {
        Description = "How long the stream lasts.",
        DefaultValueFactory = _ => 32,
    }.Must(s => s is > 0 and < 86_400, "more than 0 and less than a day");

    /// <summary>The verb.</summary>
    /// <param name="console">Where it writes.</param>
    public DemoCommand(IAnsiConsole console)
        : base(
            console,
            "demo",
            "Starts a broker and a worker, replays a population with an attack in it and shows what the guard does.",
            "demo --json demo.json"
        ) => Takes(data, attack, seconds, Seed, Json);

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parse, CancellationToken stop)
    {
        var scenario = new DemoScenario
        {
            Console = Console,
            Data = parse.GetValue(data),
            Attack = parse.GetRequiredValue(attack),
            Seconds = parse.GetValue(seconds),
            Seed = parse.GetValue(Seed),
        };
        var outcome = await scenario.Run(stop);
        Report(parse, "demo", outcome.Figures);
        return outcome.Succeeded ? ExitCodes.Done : ExitCodes.Failed;
    }
}
