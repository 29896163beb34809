using System.CommandLine;
using LowRankDefense.Core.Attacks;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Scenarios;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;
using Spectre.Console;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank attack</c>: writes fake profiles against a data set.</summary>
internal static class AttackCommand
{
    public static Command Create()
    {
        var attack = new Argument<string>("attack") { Description = $"One of {string.Join(", ", AttackCatalog.Names)}." };
        var data = CommonOptions.Data(required: true);
        var output = new Option<FileInfo>("--out") { Description = "Fakes file to write: CSV with the header user,item,value.", Required = true };
        var share = new Option<double>("--share") { Description = "Fakes per genuine user.", DefaultValueFactory = _ => 0.01 };
        var count = new Option<int>("--count") { Description = "Number of fakes; 0 takes --share." };
        var fillers = new Option<int>("--fillers") { Description = "Filler items per fake; 0 takes the mean length of the genuine profiles." };
        var nuke = new Option<bool>("--nuke") { Description = "Demote the targets instead of promoting them." };
        var targets = CommonOptions.Targets();
        var seed = CommonOptions.Seed();
        var json = CommonOptions.Json();
        var command = new Command(
            "attack",
            CommonOptions.WithExample(
                "Writes fake profiles against a data set.",
                "attack bandwagon --data ../shared/datasets/filmtrust --out fakes.csv --share 0.01"
            )
        )
        {
            attack,
            data,
            output,
            share,
            count,
            fillers,
            nuke,
            targets,
            seed,
            json,
        };
        command.SetAction(parse =>
        {
            var indexed = IndexedDataSet.Of(DataSet.Load(parse.GetValue(data)!));
            var random = new SeededRandom(parse.GetValue(seed));
            var chosen = TargetItems.Resolve(parse.GetValue(targets), indexed, random);
            var options = new AttackOptions
            {
                Count = parse.GetValue(count) > 0 ? parse.GetValue(count) : Math.Max(1, (int)Math.Round(parse.GetValue(share) * indexed.Users.Count)),
                Targets = chosen,
                FillerItems = parse.GetValue(fillers),
                Push = !parse.GetValue(nuke),
            };
            var fakes = AttackCatalog.ByName(parse.GetValue(attack)!).Generate(indexed.Train, options, random);
            FakesFile.Write(parse.GetValue(output)!.FullName, FakesFile.FromMatrix(fakes, indexed.Items.Ids));
            var names = chosen.Select(t => indexed.Items[t]).ToArray();
            AnsiConsole.MarkupLineInterpolated(
                $"{fakes.Rows} fakes with {fakes.NonZeros} interactions, targets {string.Join(", ", names)}, written to {parse.GetValue(output)!.FullName}"
            );
            JsonReport.Write(
                parse.GetValue(json),
                new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["attack"] = parse.GetValue(attack),
                    ["fakes"] = fakes.Rows,
                    ["interactions"] = fakes.NonZeros,
                    ["targets"] = names,
                }
            );
            return 0;
        });
        return command;
    }
}
