using System.CommandLine;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Scenarios.Attacks;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Attacks.RecSys20;
using LowRankDefense.Simulators.Datasets;
using Spectre.Console;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank attack recsys20</c>: learns fakes against a surrogate recommender, and measures the harm that they do to others.</summary>
internal sealed class RecSys20Command : Verb
{
    private readonly Option<string?> data = CommonOptions.Data(required: true);
    private readonly Option<FileInfo> output = CommonOptions.FakesOut();
    private readonly Option<double> share = CommonOptions.Share("Fakes per genuine user, rounded down.");
    private readonly Option<int?> count = CommonOptions.Count("Number of fakes.");
    private readonly Option<string[]> targets = CommonOptions.Targets(
        "Target items: comma-separated ids as they stand in the data, or five of head, upper-torso, lower-torso or tail, by popularity. Without it of head."
    );
    private readonly Option<string> surrogate = new Option<string>("--surrogate")
    {
        Description =
            "What the fakes are learned against: wrmf-sgd, the strongest of the paper; wrmf-als, which the gradient goes through the last step of; "
            + "none: no steps at all, the copies as they are, for a baseline that the same victims are trained on.",
        DefaultValueFactory = _ => SurrogateCatalog.WrmfSgd,
    }.MustBeOneOf("surrogate", SurrogateCatalog.Names);
    private readonly Option<int> epochs = new Option<int>("--epochs")
    {
        Description = "Steps on the fakes; for each a surrogate is trained.",
        DefaultValueFactory = _ => 30,
    }.Must(n => n is >= 1 and <= 10_000, "1 to 10000");
    private readonly Option<int> rank = new Option<int>("--rank")
    {
        Description = "Length of the factors of surrogate and victims.",
        DefaultValueFactory = _ => 128,
    }.Must(r => r is >= 1 and <= 4_096, "1 to 4096");
    private readonly Option<FakeStart> start = new("--init")
    {
        Description = "Whom the fakes copy to begin with: the first genuine users with short profiles, as the authors do, or some at random.",
        DefaultValueFactory = _ => FakeStart.First,
    };
    private readonly Option<bool> clickTargets = new("--click-targets")
    {
        Description = "Have every fake click all targets, as all do that wrmf-als learns.",
    };
    private readonly Option<SurrogateSeeds> seeds = new("--surrogate-seeds")
    {
        Description = "same: all surrogates begin alike, as the authors have it; fresh: each with a seed of its own, which transfers better.",
        DefaultValueFactory = _ => SurrogateSeeds.Same,
    };
    private readonly Option<int> victims = new Option<int>("--victims")
    {
        Description = "Recommenders with other seeds that the harm is measured on; 0 for none.",
        DefaultValueFactory = _ => 5,
    }.Must(n => n is >= 0 and <= 1_000, "0 to 1000");
    private readonly Option<FileInfo?> checkpoint = new Option<FileInfo?>("--checkpoint")
    {
        Description = "File that keeps where the attack stands; after a stop the same line goes on from it.",
    }.MustBeWritable(makesFolder: false);

    private readonly Option<FileInfo?> report = new Option<FileInfo?>("--report")
    {
        Description = "Write a web page of the result, with curves: one file that needs nothing else.",
    }.MustBeWritable(makesFolder: true);

    /// <summary>The verb.</summary>
    /// <param name="console">Where it writes.</param>
    public RecSys20Command(IAnsiConsole console)
        : base(
            console,
            "recsys20",
            "Learned injection (Tang, Wen & Wang, RecSys 2020): fakes descend the loss of a surrogate recommender that is trained on them at every step.",
            "attack recsys20 --data ../shared/datasets/gowalla --targets head --init first --seed 1 --out f.csv --json f.json"
        ) => Takes(data, output, share, count, targets, surrogate, epochs, rank, start, clickTargets, seeds, victims, checkpoint, report, Seed, Json);

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parse, CancellationToken stop)
    {
        var indexed = IndexedDataSet.Of(DataSet.Load(parse.GetRequiredValue(data)!), binary: true);
        var random = new SeededRandom(parse.GetValue(Seed));
        var settings = SurrogateCatalog.SettingsFor(parse.GetRequiredValue(surrogate));
        var options = settings with
        {
            Epochs = parse.GetValue(epochs),
            Start = parse.GetValue(start),
            ClickTargets = settings.ClickTargets || parse.GetValue(clickTargets),
            Seeds = parse.GetValue(seeds),
        };
        var scenario = new RecSys20Scenario
        {
            Console = Console,
            Data = indexed,
            Options = options with
            {
                Wrmf = options.Wrmf with { Rank = parse.GetValue(rank) },
                Als = options.Als with { Rank = parse.GetValue(rank) },
            },
            Count = parse.GetValue(count) ?? Math.Max(1, (int)(parse.GetValue(share) * indexed.Users.Count)),
            Targets = TargetGroups.Resolve(parse.GetValue(targets) ?? [], indexed, TargetGroups.Head, random),
            Victims = parse.GetValue(victims),
            Checkpoint = parse.GetValue(checkpoint)?.FullName,
        };
        var (learned, figures) = scenario.Run(parse.GetValue(Seed), stop);
        var file = parse.GetRequiredValue(output);
        FakesFile.Write(file.FullName, FakesFile.FromMatrix(learned.Profiles, indexed.Items.Ids));
        if (parse.GetValue(report) is { } page)
            AttackReport.Write(page, Name, RecSys20Scenario.Shown, learned.History, figures);
        Figure[] result = [new("attack", Name, "kind of attack"), .. figures];
        Output.Report.Print(Console, $"fakes written to {file.FullName}", result);
        // A line a step is for machines; people have the curve of the page.
        WriteJson(parse, [.. result, Parameters(parse), new("history", learned.History, "every step of the attack")]);
        return Task.FromResult(ExitCodes.Done);
    }
}
