using System.CommandLine;
using LowRankDefense.Core.Recommenders;
using LowRankDefense.Lab.Scenarios;
using LowRankDefense.Simulators.Datasets;
using Spectre.Console;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank evaluate recommender</c>: trains on the older interactions, tests on the newer ones.</summary>
internal sealed class EvaluateRecommenderCommand : Verb
{
    private readonly Option<string?> data = CommonOptions.Data(required: true);
    private readonly Option<string> model = new Option<string>("--model")
    {
        Description = "What to train; pmf learns from the values of ratings, the others from interactions.",
        DefaultValueFactory = _ => "wrmf-sgd",
    }.MustBeOneOf("model", [.. RecommenderCatalog.Names]);
    private readonly Option<int> rank = new Option<int>("--rank")
    {
        Description = "Length of the factors; item-knn and popularity have none.",
        DefaultValueFactory = _ => 128,
    }.Must(r => r is >= 1 and <= 4_096, "1 to 4096");
    private readonly Option<int> k = new Option<int>("--k")
    {
        Description = "Places of a list that every metric looks at.",
        DefaultValueFactory = _ => 50,
    }.Must(n => n is >= 1 and <= 1_000, "1 to 1000");
    private readonly Option<string[]> targets = CommonOptions.Targets();
    private readonly Option<FileInfo?> fakes = CommonOptions.FakesAndWhatIsBeside("Fakes file to train with; fakes are not evaluated.");
    private readonly Option<int> seeds = new Option<int>("--seeds")
    {
        Description = "Train from so many seeds, --seed and those after it, and print mean and standard deviation of every figure.",
        DefaultValueFactory = _ => 1,
    }.Must(n => n is >= 1 and <= 1_000, "1 to 1000");

    /// <summary>The verb.</summary>
    /// <param name="console">Where it writes.</param>
    public EvaluateRecommenderCommand(IAnsiConsole console)
        : base(
            console,
            "recommender",
            "Trains a recommender and prints its quality with the definition of every figure.",
            "evaluate recommender --data ../shared/datasets/gowalla --model wrmf-sgd --targets 259,2272,3010,6737,7690"
        ) => Takes(data, model, rank, k, targets, fakes, Seed, seeds, Json);

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parse, CancellationToken stop)
    {
        var (folder, name) = (parse.GetRequiredValue(data)!, parse.GetRequiredValue(model));
        var set = DataSet.Load(folder);
        var indexed = IndexedDataSet.Of(set, binary: name != "pmf");
        var file = parse.GetValue(fakes)?.FullName;
        var scenario = new RecommenderScenario
        {
            Console = Console,
            Model = name,
            Rank = parse.GetValue(rank),
            K = parse.GetValue(k),
            Data = indexed,
            Fakes = file is null ? null : indexed.Index(FakesFile.Read(file, set)).Profiles,
            Targets = AttackRecord.Targets(parse.GetValue(targets), file, indexed),
        };
        Report(parse, $"{name} on {folder}", scenario.Run(parse.GetValue(Seed), parse.GetValue(seeds), stop));
        return Task.FromResult(ExitCodes.Done);
    }
}
