using System.CommandLine;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Scenarios;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Experiments;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank reconstruct</c>: replaces the interactions of a data set by their low-rank reconstruction, and measures what that does.</summary>
internal static class ReconstructCommand
{
    private static readonly string[] PaperSettings = ["square:300:80", "square:150:20", "slab:100:90", "slab:300:80"];

    public static Command Create()
    {
        var data = CommonOptions.Data(required: true);
        var settings = new Option<string[]>("--setting")
        {
            Description = "How to reconstruct: square:PATCH:RANK, slab:PATCH:RANK or whole:RANK; may be given several times.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => PaperSettings,
        };
        var density = new Option<double>("--density")
        {
            Description = "New cells kept beside the observed ones, as a share of their number, 0 to 1; the strongest are kept.",
            DefaultValueFactory = _ => 1.0,
        };
        var shuffled = new Option<bool>("--shuffled")
        {
            Description = "Deal users and items to patches at random, in place of the order of the file.",
        };
        var evaluate = new Option<bool>("--evaluate")
        {
            Description = "Train WRMF(SGD) on every reconstruction and print its quality beside the paper's Table II.",
        };
        var targets = CommonOptions.Targets();
        var fakes = new Option<FileInfo?>("--fakes") { Description = "Fakes file to reconstruct and train with; fakes are not evaluated." };
        var output = new Option<FileInfo?>("--out")
        {
            Description = "Write the (last) reconstruction to this file: CSV with the header user,item,value.",
        };
        var seed = CommonOptions.Seed();
        var json = CommonOptions.Json();
        var command = new Command(
            "reconstruct",
            CommonOptions.WithExample(
                "Reconstructs a data set by local low-rank approximation and prints seconds, memory and, on request, what a recommender makes of it.",
                "reconstruct --data ../shared/datasets/gowalla --setting square:300:80 slab:100:90 --evaluate --targets 259,2272,3010,6737,7690"
            )
        )
        {
            data,
            settings,
            density,
            shuffled,
            evaluate,
            targets,
            fakes,
            output,
            seed,
            json,
        };
        command.SetAction(
            (parse, stop) =>
            {
                var indexed = IndexedDataSet.Of(DataSet.Load(parse.GetValue(data)!), binary: true);
                if (parse.GetValue(density) is not (>= 0.0 and <= 1.0))
                    throw new ArgumentException($"--density: {parse.GetValue(density)} is not a share from 0 to 1.");
                var scenario = new ReconstructionScenario
                {
                    Data = indexed,
                    Fakes = parse.GetValue(fakes) is { } file ? indexed.Index(FakesFile.Read(file.FullName)).Profiles : null,
                    Settings = Array.ConvertAll(parse.GetValue(settings)!, ReconstructionSetting.Parse),
                    Density = parse.GetValue(density),
                    Shuffled = parse.GetValue(shuffled),
                    Evaluate = parse.GetValue(evaluate),
                    Targets = TargetItems.Find(parse.GetValue(targets) ?? [], indexed),
                    Seed = parse.GetValue(seed),
                };
                var rows = scenario.Run(parse.GetValue(output), stop);
                ReconstructionTable.Print($"reconstructions of {parse.GetValue(data)}", rows);
                JsonReport.Write(parse.GetValue(json), rows.ToDictionary(r => r.Name, r => (object?)r, StringComparer.Ordinal));
                return Task.FromResult(0);
            }
        );
        return command;
    }
}
