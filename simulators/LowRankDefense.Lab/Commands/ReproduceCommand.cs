using System.CommandLine;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Scenarios.Reproduction;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Inputs;
using LowRankDefense.Simulators.Datasets;
using Spectre.Console;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank reproduce NAME</c>: computes tables and figures of the paper from raw data, beside what it reports.</summary>
internal sealed class ReproduceCommand : Verb
{
    /// <summary>The word for all studies.</summary>
    public const string All = "all";

    private readonly string[] studies;
    private readonly Option<DirectoryInfo?> data = new InputOption<DirectoryInfo?>(
        "--data",
        folder =>
            SetsIn(folder!).FirstOrDefault(set => !Path.Exists(set)) is { } missing
                ? $"there is no {missing}: give the folder that has {string.Join(" and ", SetNames)}."
                : null,
        folder => SetsIn(folder!).SelectMany(DataSet.FilesOf)
    )
    {
        Description = "Folder that has the data sets gowalla and ml-100k; without it that of LOWRANK_DATASETS. Not read with --quick.",
    };
    private readonly Option<DirectoryInfo> output = new("--out")
    {
        Description = "Folder for the page, the numbers, and the result of every step; a run that was stopped goes on from those.",
        Required = true,
    };
    private readonly Option<int> seeds = new Option<int>("--seeds")
    {
        Description = "Victims with seeds of their own behind every figure.",
        DefaultValueFactory = _ => 5,
    }.Must(n => n is >= 2 and <= 100, "2 to 100");
    private readonly Option<bool> quick = new("--quick")
    {
        Description = "Everything on a small population that is drawn, in seconds: to see whether it runs, not for figures.",
    };

    /// <summary>The verb for one study, or for all.</summary>
    /// <param name="console">Where it writes.</param>
    /// <param name="name">A study, or <see cref="All"/>.</param>
    public ReproduceCommand(IAnsiConsole console, string name)
        : base(
            console,
            name,
            name == All
                ? "Computes every table and figure of the paper that there is a study of, beside what it reports."
                : $"Computes {name} of the paper, beside what it reports.",
            $"reproduce {name} --data ../shared/datasets --seeds 3 --out reproduction"
        )
    {
        studies = name == All ? [.. ReproductionScenario.Names] : [name];
        Takes(data, output, seeds, quick, Seed, Json);
    }

    private static string[] SetNames => ["gowalla", "ml-100k"];

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parse, CancellationToken stop)
    {
        var isQuick = parse.GetValue(quick);
        var (folder, chosen, seed) = (parse.GetRequiredValue(output), parse.GetValue(seeds), parse.GetValue(Seed));
        var settings = isQuick ? QuickSettings.Of(chosen, seed) : Whole(DataFolder(parse), chosen, seed);
        folder.Create();
        Figure[] setting =
        [
            new("data", $"{settings.Gowalla.Name}, {settings.MovieLens.Name}", "data sets"),
            new("seeds", settings.Seeds, "victims behind every figure"),
            new("seed", (long)seed, "of the attacks and of what is drawn besides"),
            new(
                "date",
                TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                "when it was made"
            ),
            new("cores", Environment.ProcessorCount, "of the machine"),
        ];
        var results = new ReproductionScenario
        {
            Console = Console,
            Settings = settings,
            Output = folder,
        }.Run(studies, setting, stop);
        Console.WriteLine($"written to {Path.Combine(folder.FullName, "reproduction.html")}, with reproduction.md and reproduction.csv beside it");
        WriteJson(parse, [.. setting.Where(f => f.Name != "seed"), new("studies", results, "tables with the figures of every seed, and curves")]);
        return Task.FromResult(ExitCodes.Done);
    }

    private static StudySettings Whole(string folder, int seeds, ulong seed) =>
        new()
        {
            Gowalla = new StudyData(DataSet.Load(Path.Combine(folder, SetNames[0]))),
            MovieLens = new StudyData(DataSet.Load(Path.Combine(folder, SetNames[1]))),
            Seeds = seeds,
            Seed = seed,
        };

    private string DataFolder(ParseResult parse) =>
        parse.GetValue(data)?.FullName
        ?? Environment.GetEnvironmentVariable(DataFolders.Variable)
        ?? throw new InvalidDataException(
            $"--data is missing: give the folder that has {string.Join(" and ", SetNames)}, or set {DataFolders.Variable} to it."
        );

    private static string[] SetsIn(DirectoryInfo folder) => Array.ConvertAll(SetNames, name => Path.Combine(folder.FullName, name));
}
