using System.CommandLine;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Scenarios;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank replay</c>: a data set, with an attack in it, through the worker; then the audit.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data(required: true);
        var attack = new Option<string?>("--attack") { Description = "Classical attack to inject, see 'lowrank attack --help'." };
        var fakes = new Option<FileInfo?>("--fakes") { Description = "Fakes file to inject instead." };
        var share = new Option<double>("--share") { Description = "Fakes per genuine user, for --attack.", DefaultValueFactory = _ => 0.01 };
        var rate = new Option<double>("--rate")
        {
            Description = "Events per second; 0 sends everything first and then measures the worker flat out.",
        };
        var bootstrap = new Option<string?>("--bootstrap") { Description = "Kafka to use; without it an embedded broker is started." };
        var baseline = new Option<bool>("--baseline")
        {
            Description = "Also measure a bare consume-produce-commit loop on the same broker.",
            DefaultValueFactory = _ => true,
        };
        var set = new Option<string[]>("--set") { Description = "Worker setting, Section:Key=value; may be repeated." };
        var targets = CommonOptions.Targets();
        var seed = CommonOptions.Seed();
        var json = CommonOptions.Json();
        var command = new Command(
            "replay",
            CommonOptions.WithExample(
                "Replays a data set with an attack in it through a worker and accounts for every event.",
                "replay --data ../shared/datasets/gowalla --attack average"
            )
        )
        {
            data,
            attack,
            fakes,
            share,
            rate,
            bootstrap,
            baseline,
            set,
            targets,
            seed,
            json,
        };
        command.SetAction(
            async (parse, stop) =>
            {
                var scenario = new ReplayScenario
                {
                    Data = parse.GetValue(data)!,
                    Attack = parse.GetValue(attack),
                    FakesFile = parse.GetValue(fakes)?.FullName,
                    Share = parse.GetValue(share),
                    Rate = parse.GetValue(rate),
                    Bootstrap = parse.GetValue(bootstrap),
                    Baseline = parse.GetValue(baseline),
                    Settings = WorkerSettings.Parse(parse.GetValue(set)),
                    Targets = parse.GetValue(targets),
                    Seed = parse.GetValue(seed),
                };
                var (rows, succeeded) = await scenario.Run(stop);
                Figures.Print("replay", rows);
                JsonReport.Write(parse.GetValue(json), rows.ToDictionary(r => r.Name, r => r.Value, StringComparer.Ordinal));
                return succeeded ? 0 : Failures.Failed;
            }
        );
        return command;
    }
}
