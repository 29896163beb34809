using System.CommandLine;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Scenarios;
using LowRankDefense.Simulators.Datasets;
using Spectre.Console;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank sanitize</c>: takes fake users out of a data set at once.</summary>
internal sealed class SanitizeCommand : Verb
{
    private readonly Option<string?> data = CommonOptions.Data(required: true);
    private readonly Option<FileInfo> output = new Option<FileInfo>("--out")
    {
        Description = "File for what is left: CSV with the header user,item,value[,timestamp].",
        Required = true,
    }.MustBeWritable();
    private readonly Option<FileInfo?> report = new Option<FileInfo?>("--report")
    {
        Description = "File for what was found and why, by campaign and user: JSON.",
    }.MustBeWritable(makesFolder: true);
    private readonly Option<FileInfo?> fakes = CommonOptions.Fakes(
        "Fakes file to add before: it is then measured how many are removed, and how many others."
    );

    /// <summary>The verb.</summary>
    /// <param name="console">Where it writes.</param>
    public SanitizeCommand(IAnsiConsole console)
        : base(
            console,
            "sanitize",
            "Takes fake users out of a data set: no labels, no order, no history known to be clean.",
            "sanitize --data ../shared/datasets/gowalla --out clean.csv --report removed.json"
        ) => Takes(data, output, report, fakes, Json);

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parse, CancellationToken stop)
    {
        var folder = parse.GetRequiredValue(data)!;
        var whole = DataSet.Load(folder).Whole();
        var scenario = SanitizeScenario.Of(whole, parse.GetValue(fakes) is { } file ? FakesFile.Read(file.FullName, whole) : null);
        IReadOnlyList<Figure> figures = [];
        await Console.Counting("percent looked at", 100, looked => Task.Run(() => figures = scenario.Run(looked, stop), stop));
        FakesFile.Write(parse.GetRequiredValue(output).FullName, scenario.Kept);
        JsonReport.Write(parse.GetValue(report), [scenario.Found]);
        Report(parse, $"fake users of {folder}", figures);
        return ExitCodes.Done;
    }
}
