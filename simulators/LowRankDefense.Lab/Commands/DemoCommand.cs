using System.CommandLine;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Scenarios;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank demo</c>: the whole system on this machine, with an attack in it, in about a minute.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data(required: false);
        var attack = new Option<string>("--attack") { Description = "Classical attack to inject.", DefaultValueFactory = _ => "bandwagon" };
        var seconds = new Option<double>("--seconds") { Description = "How long the stream lasts.", DefaultValueFactory = _ => 32 };
        var seed = CommonOptions.Seed();
        var json = CommonOptions.Json();
        var command = new Command(
            "demo",
            CommonOptions.WithExample(
                "Starts a broker and a worker, replays a population with an attack in it and shows what the guard does.",
                "demo --json demo.json"
            )
        )
        {
            data,
            attack,
            seconds,
            seed,
            json,
        };
        command.SetAction(
            async (parse, stop) =>
            {
                var scenario = new DemoScenario
                {
                    Data = parse.GetValue(data),
                    Attack = parse.GetValue(attack)!,
                    Seconds = parse.GetValue(seconds),
                    Seed = parse.GetValue(seed),
                };
                var (rows, succeeded) = await scenario.Run(stop);
                Figures.Print("demo", rows);
                JsonReport.Write(parse.GetValue(json), rows.ToDictionary(r => r.Name, r => r.Value, StringComparer.Ordinal));
                return succeeded ? 0 : Failures.Failed;
            }
        );
        return command;
    }
}
