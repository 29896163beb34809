using System.CommandLine;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;
using Spectre.Console;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank datasets prepare</c>: the core of a data set, split into what is learnt from and what is held out.</summary>
internal sealed class DatasetsPrepareCommand : Verb
{
    private const string ByTime = "chronological";
    private const string AtRandom = "random";
    private readonly Option<string?> data = CommonOptions.Data(required: true);
    private readonly Option<DirectoryInfo> output = new("--out")
    {
        Description = "Folder to write train.csv and test.csv into; made where it is missing.",
        Required = true,
    };
    private readonly Option<int> core = new Option<int>("--k-core")
    {
        Description = "Keep the largest part in which every user has so many items, and every item so many users.",
        DefaultValueFactory = _ => 1,
    }.Must(k => k >= 1, "1 or more");
    private readonly Option<string> split = new Option<string>("--split")
    {
        Description = "What of each user is held out: the newest, by time or by the order of the file, or items at random.",
        DefaultValueFactory = _ => ByTime,
    }.MustBeOneOf("split", [ByTime, AtRandom]);
    private readonly Option<double> share = new Option<double>("--test-share")
    {
        Description = "Share of each user's interactions that is held out.",
        DefaultValueFactory = _ => 0.2,
    }.Must(s => s is >= 0 and < 1, "0 or more, below 1");

    /// <summary>The verb.</summary>
    /// <param name="console">Where it writes.</param>
    public DatasetsPrepareCommand(IAnsiConsole console)
        : base(
            console,
            "prepare",
            "Takes the k-core of a data set, and splits it into what is learnt from and what is held out.",
            "datasets prepare --data ../shared/datasets/ml-100k --out ml-10-core --k-core 10 --split random --test-share 0.2"
        ) => Takes(data, output, core, split, share, Seed, Json);

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parse, CancellationToken stop)
    {
        var (input, folder) = (parse.GetRequiredValue(data)!, parse.GetRequiredValue(output).FullName);
        var (trainFile, testFile) = (Path.Combine(folder, "train.csv"), Path.Combine(folder, "test.csv"));
        if (Array.Find([trainFile, testFile], File.Exists) is { } there)
            throw new InvalidDataException($"{there} is there already, and nothing is written over: remove it, or name another folder with --out.");
        List<Rating> all = [.. DataSet.FilesOf(input).SelectMany(RatingReader.Read)];
        var kept = KCore.Of(all, parse.GetValue(core));
        if (kept.Count == 0)
            throw new InvalidDataException($"{input} has no {parse.GetValue(core)}-core: ask for a smaller --k-core.");
        var (train, test) =
            parse.GetValue(split) == AtRandom
                ? RandomSplit.Of(kept, parse.GetValue(share), new SeededRandom(parse.GetValue(Seed)))
                : ChronologicalSplit.Of(kept, parse.GetValue(share));
        Directory.CreateDirectory(folder);
        var timed = kept.All(r => r.Timestamp is not null);
        FakesFile.Write(trainFile, timed ? train : WithoutTimes(train));
        FakesFile.Write(testFile, timed ? test : WithoutTimes(test));
        Report(
            parse,
            $"data set in {folder}",
            [
                new("users", Count(all, r => r.User), "users in the data"),
                new("items", Count(all, r => r.Item), "items in the data"),
                new("interactions", all.Count, "interactions in the data"),
                new("users_left", Count(kept, r => r.User), "users in the core"),
                new("items_left", Count(kept, r => r.Item), "items in the core"),
                new("train", train.Count, "interactions of the core to learn from"),
                new("test", test.Count, "interactions of the core that are held out; by time none of an item that the user has in the older part"),
            ]
        );
        return Task.FromResult(ExitCodes.Done);
    }

    // A file has times for all of its lines or for none.
    private static List<Rating> WithoutTimes(IReadOnlyList<Rating> ratings) => [.. ratings.Select(r => r with { Timestamp = null })];

    private static int Count(IEnumerable<Rating> ratings, Func<Rating, string> id) => ratings.Select(id).Distinct(StringComparer.Ordinal).Count();
}
