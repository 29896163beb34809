using System.CommandLine;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Scenarios;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Experiments;
using Spectre.Console;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank reconstruct</c>: replaces the interactions of a data set by their low-rank reconstruction, and measures what that does.</summary>
internal sealed class ReconstructCommand : Verb
{
    private static readonly string[] PaperSettings = ["square:300:80", "square:150:20", "slab:100:90", "slab:300:80"];

    private readonly Option<string?> data = CommonOptions.Data(required: true);
    private readonly Option<string[]> settings = new("--setting")
    {
        Description = "How to reconstruct: square:PATCH:RANK, slab:PATCH:RANK or whole:RANK; may be given several times.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => PaperSettings,
    };
    private readonly Option<double> density = new Option<double>("--density")
    {
        Description = "New cells kept beside the observed ones, as a share of their number, 0 to 1; the strongest are kept.",
        DefaultValueFactory = _ => 1.0,
    }.Must(d => d is >= 0 and <= 1, "a share from 0 to 1");
    private readonly Option<bool> shuffled = new("--shuffled")
    {
        Description = "Deal users and items to patches at random, in place of the order of the file.",
    };
    private readonly Option<bool> evaluate = new("--evaluate")
    {
        Description = "Train WRMF(SGD) on every reconstruction and print its quality beside the paper's Table II.",
    };
    private readonly Option<string[]> targets = CommonOptions.Targets();
    private readonly Option<FileInfo?> fakes = CommonOptions.Fakes("Fakes file to reconstruct and train with; fakes are not evaluated.");
    private readonly Option<FileInfo?> output = new Option<FileInfo?>("--out")
    {
        Description = "Write the (last) reconstruction to this file: CSV with the header user,item,value.",
    }.MustBeWritable();

    /// <summary>The verb.</summary>
    /// <param name="console">Where it writes.</param>
    public ReconstructCommand(IAnsiConsole console)
        : base(
            console,
            "reconstruct",
            "Reconstructs a data set by local low-rank approximation and prints seconds, memory and, on request, what a recommender makes of it.",
            "reconstruct --data ../shared/datasets/gowalla --setting square:300:80 slab:100:90 --evaluate --targets 259,2272,3010,6737,7690"
        ) => Takes(data, settings, density, shuffled, evaluate, targets, fakes, output, Seed, Json);

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parse, CancellationToken stop)
    {
        var wanted = Array.ConvertAll(parse.GetRequiredValue(settings), ReconstructionSetting.Parse);
        var folder = parse.GetRequiredValue(data)!;
        var set = DataSet.Load(folder);
        var indexed = IndexedDataSet.Of(set, binary: true);
        var scenario = new ReconstructionScenario
        {
            Console = Console,
            Data = indexed,
            Fakes = parse.GetValue(fakes) is { } file ? indexed.Index(FakesFile.Read(file.FullName, set)).Profiles : null,
            Settings = wanted,
            Density = parse.GetValue(density),
            Shuffled = parse.GetValue(shuffled),
            Evaluate = parse.GetValue(evaluate),
            Targets = TargetItems.Find(parse.GetValue(targets) ?? [], indexed),
            Seed = parse.GetValue(Seed),
        };
        var rows = scenario.Run(parse.GetValue(output), stop);
        ReconstructionTable.Print(Console, $"reconstructions of {folder}", rows);
        WriteJson(parse, [new("reconstructions", rows, "one for each setting")]);
        return Task.FromResult(ExitCodes.Done);
    }
}
