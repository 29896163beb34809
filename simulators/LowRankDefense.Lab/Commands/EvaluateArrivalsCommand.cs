using System.CommandLine;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Scenarios.ArrivalProtocol;
using LowRankDefense.Simulators.Datasets;
using Spectre.Console;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank evaluate arrivals</c>: what is found, without labels, of every attack, size and pattern of arrival.</summary>
internal sealed class EvaluateArrivalsCommand : Verb
{
    private static readonly string[] Classical = ["random", "average", "bandwagon", "segment", "copied-popular"];
    private readonly Option<string?> data = CommonOptions.Data(required: true);
    private readonly Option<int[]> counts = new Option<int[]>("--counts")
    {
        Description = "Numbers of fakes, one after the other.",
        AllowMultipleArgumentsPerToken = true,
        Required = true,
    }.Must(all => all.Length > 0 && all.All(c => c > 0), "numbers above 0");
    private readonly Option<int> drawn = ArrivalOptions.DrawnTargets();
    private readonly Option<int> each = ArrivalOptions.TargetsEach();
    private readonly Option<FileInfo?> output = new Option<FileInfo?>("--out") { Description = "File for the table: Markdown." }.MustBeWritable();

    /// <summary>The verb.</summary>
    /// <param name="console">Where it writes.</param>
    public EvaluateArrivalsCommand(IAnsiConsole console)
        : base(
            console,
            "arrivals",
            "Has fakes of the classical attacks arrive among the users of a data set, in every pattern, and prints what is found of them without labels.",
            "evaluate arrivals --data ../shared/datasets/gowalla --counts 131 39 13 --out arrivals.md"
        ) => Takes(data, counts, drawn, each, output, Seed, Json);

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parse, CancellationToken stop)
    {
        var folder = parse.GetRequiredValue(data)!;
        var table = new ArrivalTable(DataSet.Load(folder))
        {
            Attacks = Classical,
            Counts = parse.GetRequiredValue(counts),
            DrawnTargets = parse.GetValue(drawn),
            TargetsEach = parse.GetValue(each),
            Seed = parse.GetValue(Seed),
        };
        await Console.Counting("cells", table.Cells, measured => Task.Run(() => table.Run(measured, stop), stop));
        if (parse.GetValue(output) is { } file)
            await File.WriteAllTextAsync(file.FullName, table.ToMarkdown(), stop);
        Console.Write(new Text(table.ToMarkdown()));
        Report(
            parse,
            $"arrivals on {folder}",
            [
                new("cells", table.Cells, "attacks × numbers of fakes × patterns of arrival"),
                new("found", table.Found, "cells with a recall of at least 0.95"),
                new("worst_fpr", table.WorstFpr, "largest share of the genuine users that is held in a cell"),
            ]
        );
        return ExitCodes.Done;
    }
}
