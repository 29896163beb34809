using System.CommandLine;
using LowRankDefense.Lab.Scenarios.Demo;
using Spectre.Console;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank demo</c>: the whole system on this machine, with an attack in it, in about a minute.</summary>
internal sealed class DemoCommand : Verb
{
    private readonly Option<string?> data = CommonOptions.Data(required: false);
    private readonly Option<string> attack = new Option<string>("--attack")
    {
        Description = "Classical attack to inject; self-training is not shown its family.",
        DefaultValueFactory = _ => "popularity",
    }.MustBeAttack();
    private readonly Option<double> seconds = new Option<double>("--seconds")
    {
        Description = "How long the stream lasts.",
        DefaultValueFactory = _ => 40,
    }.Must(s => s is > 0 and < 86_400, "more than 0 and less than a day");

    private readonly Option<string[]> set = CommonOptions.Set();
    private readonly Option<FileInfo?> report = new Option<FileInfo?>("--report")
    {
        Description = "Write what was seen to this file, a web page that needs nothing else.",
    }.MustBeWritable(makesFolder: true);

    /// <summary>The verb.</summary>
    /// <param name="console">Where it writes.</param>
    public DemoCommand(IAnsiConsole console)
        : base(
            console,
            "demo",
            "Starts a broker and a worker, streams a population with an attack in it and shows what the attack would do and what the guard leaves of it.",
            "demo --report demo.html"
        ) => Takes(data, attack, seconds, set, report, Seed, Json);

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parse, CancellationToken stop)
    {
        var request = new DemoRequest
        {
            Data = parse.GetValue(data),
            Attack = parse.GetRequiredValue(attack),
            Seconds = parse.GetValue(seconds),
            Seed = parse.GetValue(Seed),
            Settings = WorkerSettings.Parse(parse.GetValue(set)),
        };
        var result = await new DemoScenario(Console, request).Run(stop);
        Output.Report.Print(Console, "what the guard found", result.Detection());
        WriteJson(parse, result.Figures());
        if (parse.GetValue(report) is { } file)
            DemoReport.Write(file, result);
        return result.Succeeded ? ExitCodes.Done : ExitCodes.Failed;
    }
}
