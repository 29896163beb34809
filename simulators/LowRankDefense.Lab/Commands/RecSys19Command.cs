using System.CommandLine;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Scenarios;
using LowRankDefense.Lab.Scenarios.Attacks;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Attacks.RecSys19;
using LowRankDefense.Simulators.Datasets;
using Spectre.Console;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank attack recsys19</c>: learns to draw profiles that look genuine, moves them until a surrogate shows the targets, and measures the harm to others.</summary>
internal sealed class RecSys19Command : Verb
{
    private static readonly RecSys19Options Usual = new();

    private readonly Option<string?> data = CommonOptions.Data(required: true);
    private readonly Option<FileInfo> output = CommonOptions.FakesOut();
    private readonly Option<double> share = CommonOptions.Share("Fakes per genuine user.");
    private readonly Option<int?> count = CommonOptions.Count("Number of fakes.");
    private readonly Option<string[]> targets = CommonOptions.Targets(
        "Target items: comma-separated ids as they stand in the data, or five of head, upper-torso, lower-torso or tail, by popularity. Without it of upper-torso."
    );
    private readonly Option<PushIntent> intent = new("--intent")
    {
        Description =
            "What the fakes are moved for: hits, that targets are in the lists of many; mean, that their predicted scores are high; gap, that they are higher for users with many interactions than for those with few.",
        DefaultValueFactory = _ => Usual.Intent,
    };
    private readonly Option<SurrogateKind> surrogate = new("--surrogate")
    {
        Description =
            "The recommender that fakes are tried on: pmf, of values; wrmf, of clicks; auto: pmf where the data has several values, else wrmf.",
        DefaultValueFactory = _ => Usual.Surrogate,
    };
    private readonly Option<int> epochs = Number("--epochs", "Epochs of the network that draws profiles.", Usual.Gan.Epochs, 1, 10_000);
    private readonly Option<double> width = Real(
        "--width",
        "Channels of its layers, as a share of those of the paper: 1 takes sixteen times as long as the usual quarter.",
        Usual.Gan.Width,
        4
    );
    private readonly Option<int> steps = Number(
        "--steps",
        "Profiles that are tried, the first as they are drawn, each other one a step further; with 0 they stay as they are drawn.",
        Usual.Steps,
        0,
        10_000
    );
    private readonly Option<int> directions = Number("--directions", "Directions that each step tries.", Usual.Directions, 1, 1_000);
    private readonly Option<double> probe = Real(
        "--probe",
        "How far a direction is tried, as a share of the length of all profiles.",
        Usual.Probe,
        1_000
    );
    private readonly Option<double> stepLength = Real(
        "--step-length",
        "How far a step goes, as a share of the length of all profiles.",
        Usual.StepLength,
        1_000
    );
    private readonly Option<int> fillers = Number("--fillers", "Items of a fake besides the targets.", Usual.Fillers, 0, int.MaxValue);
    private readonly Option<int> k = Number("--k", "Places of a list.", Usual.Shown, 1, 1_000);
    private readonly Option<int> victims = Number("--victims", "Seeds of each recommender that the harm is measured on; 0 for none.", 5, 0, 1_000);
    private readonly Option<FileInfo?> beside = CommonOptions.Input(
        "--beside",
        "Fakes of another attack: the harm is told of them, too, and of both together, to the recommender that learns from clicks."
    );
    private readonly Option<FileInfo?> report = new Option<FileInfo?>("--report")
    {
        Description = "Write a web page of the result, with curves: one file that needs nothing else.",
    }.MustBeWritable(makesFolder: true);

    /// <summary>The verb.</summary>
    /// <param name="console">Where it writes.</param>
    public RecSys19Command(IAnsiConsole console)
        : base(
            console,
            "recsys19",
            "Learned profiles (Christakopoulou & Banerjee, RecSys 2019): drawn by a network that has learnt what users look like, and moved until a surrogate recommender shows the targets, without its gradients.",
            "attack recsys19 --data ../shared/datasets/ml-100k --count 50 --seed 1 --out f.csv --json f.json"
        ) =>
        Takes([
            .. new Option[] { data, output, share, count, targets, intent, surrogate, epochs, width, steps, directions, probe, stepLength },
            .. new Option[] { fillers, k, victims, beside, report, Seed, Json },
        ]);

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parse, CancellationToken stop)
    {
        var set = DataSet.Load(parse.GetRequiredValue(data)!);
        var (indexed, seed) = (IndexedDataSet.Of(set), parse.GetValue(Seed));
        var options = SettingsOf(parse);
        var scenario = new RecSys19Scenario
        {
            Console = Console,
            Data = indexed,
            Clicks = IndexedDataSet.Of(set, binary: true),
            Options = options,
            Count = parse.GetValue(count) ?? AttackCampaign.CountOf(parse.GetValue(share), indexed),
            Targets = TargetGroups.Resolve(parse.GetValue(targets) ?? [], indexed, TargetGroups.UpperTorso, new SeededRandom(seed)),
            Seeds = parse.GetValue(victims),
            Beside = parse.GetValue(beside) is { } other
                ? (
                    AttackRecord.Beside(other.FullName).Attack ?? Path.GetFileNameWithoutExtension(other.Name),
                    indexed.Index(FakesFile.Read(other.FullName, set)).Profiles
                )
                : null,
        };
        var (learned, harm, figures) = scenario.Run(seed, stop);
        var file = parse.GetRequiredValue(output);
        FakesFile.Write(file.FullName, FakesFile.FromMatrix(learned.Profiles, indexed.Items.Ids));
        if (parse.GetValue(report) is { } page)
            AttackReport.Write(page, Name, options.Shown, learned.History, figures);
        Figure[] result = [new("attack", Name, "kind of attack"), .. figures];
        Output.Report.Print(Console, $"fakes written to {file.FullName}", result);
        HarmTable.Print(Console, harm, options.Shown);
        WriteJson(
            parse,
            [
                .. result,
                Parameters(parse),
                new("shown", options.Shown, "places of a list"),
                new("harm", harm, "what the fakes do to each recommender"),
                new("history", learned.History, "every step of the attack"),
            ]
        );
        return Task.FromResult(ExitCodes.Done);
    }

    private RecSys19Options SettingsOf(ParseResult parse) =>
        Usual with
        {
            Gan = Usual.Gan with { Epochs = parse.GetValue(epochs), Width = parse.GetValue(width) },
            Intent = parse.GetValue(intent),
            Surrogate = parse.GetValue(surrogate),
            Steps = parse.GetValue(steps),
            Directions = parse.GetValue(directions),
            Probe = parse.GetValue(probe),
            StepLength = parse.GetValue(stepLength),
            Fillers = parse.GetValue(fillers),
            Shown = parse.GetValue(k),
        };

    private static Option<int> Number(string name, string description, int usual, int from, int to) =>
        new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual }.Must(
            n => n >= from && n <= to,
            to == int.MaxValue ? $"{from} or more" : $"{from} to {to}"
        );

    private static Option<double> Real(string name, string description, double usual, double to) =>
        new Option<double>(name) { Description = description, DefaultValueFactory = _ => usual }.Must(
            x => x > 0 && x <= to,
            $"more than 0, and {to} at most"
        );
}
