using System.CommandLine;
using System.Globalization;
using LowRankDefense.Core.Attacks;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Scenarios;
using LowRankDefense.Lab.Scenarios.Attacks;
using LowRankDefense.Lab.Scenarios.Attacks.Comparison;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;
using Spectre.Console;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank evaluate attacks</c>: what every attack does to recommenders, and what is found of it without labels.</summary>
internal sealed class EvaluateAttacksCommand : Verb
{
    private readonly Option<string?> data = CommonOptions.Data(required: true);
    private readonly Option<FileInfo[]?> fakes = new InputOption<FileInfo[]?>(
        "--fakes",
        files => files!.FirstOrDefault(f => !f.Exists) is { } missing ? $"there is no file {missing.FullName}: correct the path." : null,
        files => files!.Select(f => f.FullName)
    )
    {
        Description = "Fakes files that are measured, too, such as those of learned attacks; each a row under the name of the file.",
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<double> share = CommonOptions.Share("Fakes per genuine user.");
    private readonly Option<int?> count = CommonOptions.Count("Number of fakes.");
    private readonly Option<string[]> targets = CommonOptions.Targets(
        "Target items: comma-separated ids as they stand in the data, or five of head, upper-torso, lower-torso or tail, by popularity. Without it of upper-torso."
    );
    private readonly Option<string> obfuscated = new Option<string>("--obfuscated")
    {
        Description = "Classical attack that the obfuscations are tried on.",
        HelpName = "attack",
        DefaultValueFactory = _ => "average",
    }.MustBeAttack();
    private readonly Option<int> queries = CommonOptions.Queries();
    private readonly Option<int> k = new Option<int>("--k") { Description = "Places of a list.", DefaultValueFactory = _ => 50 }.Must(
        n => n is >= 1 and <= 1_000,
        "1 to 1000"
    );
    private readonly Option<int> rank = new Option<int>("--rank")
    {
        Description = "Length of the factors of victims that have any.",
        DefaultValueFactory = _ => 128,
    }.Must(r => r is >= 1 and <= 4_096, "1 to 4096");
    private readonly Option<int> seeds = new Option<int>("--seeds")
    {
        Description = "Seeds of each victim; the table has their mean.",
        DefaultValueFactory = _ => 2,
    }.Must(n => n is >= 1 and <= 100, "1 to 100");
    private readonly Option<string[]> only = new("--only")
    {
        Description =
            "Rows that are measured, by their names in the table, such as one of a fakes file; the row without an attack always is. Without it all.",
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<string[]> without = CommonOptions.WithoutFamily();
    private readonly Option<FileInfo?> output = new Option<FileInfo?>("--out") { Description = "File for the table: Markdown." }.MustBeWritable();

    /// <summary>The verb.</summary>
    /// <param name="console">Where it writes.</param>
    public EvaluateAttacksCommand(IAnsiConsole console)
        : base(
            console,
            "attacks",
            "Measures every attack and every obfuscation in one table: the harm to three recommenders, and what each detector finds without labels.",
            "evaluate attacks --data ../shared/datasets/ml-100k --k 10 --out attacks.md"
        ) => Takes(data, fakes, share, count, targets, obfuscated, queries, k, rank, seeds, only, without, output, Seed, Json);

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parse, CancellationToken stop)
    {
        var (set, seed) = (DataSet.Load(parse.GetRequiredValue(data)!), parse.GetValue(Seed));
        var indexed = IndexedDataSet.Of(set);
        var words = parse.GetValue(targets) ?? [];
        var options = new AttackOptions
        {
            Count = parse.GetValue(count) ?? AttackCampaign.CountOf(parse.GetValue(share), indexed),
            Targets = TargetGroups.Resolve(words, indexed, TargetGroups.UpperTorso, new SeededRandom(seed)),
        };
        var comparison = new AttackComparison(set, seed)
        {
            Targets = [.. options.Targets],
            Shown = parse.GetValue(k),
            Rank = parse.GetValue(rank),
            VictimSeeds = parse.GetValue(seeds),
        };
        var compared = Compared(parse, set, options, comparison);
        await Console.Counting("attacks", compared.Length, measured => Task.Run(() => comparison.Run(compared, measured, stop), stop));
        string[] ids = [.. options.Targets.Select(t => indexed.Items[t])];
        var page = new AttackTable(set.Name, comparison.Shown, comparison.Rows, comparison.Omitted).ToMarkdown(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{indexed.Users.Count} genuine users, targets {string.Join(", ", ids)} ({(words.Length == 0 ? TargetGroups.UpperTorso : string.Join(", ", words))}), factors of {comparison.Rank}, {comparison.VictimSeeds} seeds of each victim, seed {seed}; half of the users are history, fakes come in waves."
            )
        );
        Console.Write(new Text(page));
        if (parse.GetValue(output) is { } file)
            await File.WriteAllTextAsync(file.FullName, page, stop);
        WriteJson(
            parse,
            [
                new Figure("targets", ids, "items attacked"),
                new Figure("victims", AttackComparison.Victims, "recommenders, in the order of target_hits"),
                new Figure("detectors", Core.Detection.Catalog.DetectorCatalog.Names, "families, in the order of by_detector"),
                new Figure("attacks", comparison.Rows, "what was measured of each"),
                new Figure("omitted", comparison.Omitted, "attacks that could not be made on the data, with the reason"),
            ]
        );
        return ExitCodes.Done;
    }

    private ComparedAttack[] Compared(ParseResult parse, DataSet set, AttackOptions options, AttackComparison comparison)
    {
        var attacks = new ComparedAttacks(set)
        {
            Options = options,
            Base = parse.GetRequiredValue(obfuscated),
            Queries = parse.GetValue(queries),
            LeftOut = parse.GetValue(without) ?? [],
            Seed = parse.GetValue(Seed),
        };
        return Chosen(
            [.. attacks.Rows((parse.GetValue(fakes) ?? []).Select(f => f.FullName), comparison.PublishedDetectors)],
            parse.GetValue(only) ?? []
        );
    }

    private static ComparedAttack[] Chosen(ComparedAttack[] all, string[] names)
    {
        if (names.Length == 0)
            return all;
        return Array.Find(names, name => !Array.Exists(all, a => a.Name == name)) is { } unknown
            ? throw new ArgumentException($"--only: there is no row '{unknown}': choose among {string.Join("; ", all.Select(a => a.Name))}.")
            : [all[0], .. all.Skip(1).Where(a => names.Contains(a.Name))];
    }
}
