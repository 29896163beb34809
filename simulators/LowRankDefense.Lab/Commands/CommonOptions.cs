using System.CommandLine;
using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.Lab.Scenarios;
using LowRankDefense.Simulators.Attacks.Obfuscations;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Lab.Commands;

/// <summary>Options that several verbs share.</summary>
internal static class CommonOptions
{
    /// <summary><c>--json FILE</c>.</summary>
    public static Option<FileInfo?> Json() =>
        new Option<FileInfo?>("--json") { Description = "Write the result to this file as JSON." }.MustBeWritable(makesFolder: true);

    /// <summary><c>--seed N</c>; default 1.</summary>
    public static Option<ulong> Seed() => new("--seed") { Description = "Seed of everything that is drawn.", DefaultValueFactory = _ => 1 };

    /// <summary><c>--data FOLDER_OR_FILE</c>.</summary>
    /// <param name="required">Whether the verb has nothing else to work on.</param>
    public static Option<string?> Data(bool required)
    {
        var option = new InputOption<string?>("--data", path => DataFolders.ProblemWith(path!), path => DataSet.FilesOf(path!))
        {
            Description =
                "Folder of a data set, or the name of one in LOWRANK_DATASETS, or a CSV/TSV/space-separated file of 'user item [value [timestamp]]'.",
            Required = required,
            HelpName = "data",
            CustomParser = result => DataFolders.Find(result.Tokens[0].Value),
        };
        option.CompletionSources.Add(_ => DataFolders.Names);
        return option;
    }

    /// <summary><c>--targets ID,ID …</c>.</summary>
    /// <param name="description">What may be given.</param>
    public static Option<string[]> Targets(string description = "Target items, comma-separated ids as they stand in the data.") =>
        new("--targets")
        {
            Description = description,
            AllowMultipleArgumentsPerToken = true,
            CustomParser = result =>
                [.. result.Tokens.SelectMany(t => t.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
        };

    /// <summary><c>--fakes FILE</c>.</summary>
    /// <param name="description">What the verb does with them.</param>
    public static Option<FileInfo?> Fakes(string description) => Input("--fakes", description);

    /// <summary><c>--fakes FILE</c>, for verbs that read what stands beside them, too: the record of the attack, and the truth.</summary>
    /// <inheritdoc cref="Fakes"/>
    public static Option<FileInfo?> FakesAndWhatIsBeside(string description) =>
        Input("--fakes", description, file => [file, .. new[] { AttackRecord.PathBeside(file), TruthFile.Beside(file) }.Where(File.Exists)]);

    /// <summary><c>--truth FILE</c>, for verbs that take <see cref="Fakes"/>.</summary>
    public static Option<FileInfo?> Truth() =>
        Input(
            "--truth",
            "What is true of each fake of --fakes, as 'attack compose' writes it: then recall is told by attack, too. Without it the file beside the fakes, with the ending truth.csv, where there is one."
        );

    /// <summary><c>--out FILE</c>, for fakes.</summary>
    public static Option<FileInfo> FakesOut() =>
        new Option<FileInfo>("--out") { Description = "Fakes file to write: CSV with the header user,item,value.", Required = true }.MustBeWritable();

    /// <summary><c>--labels FILE</c>.</summary>
    public static Option<FileInfo?> Labels() => Input("--labels", "Labels of the users in the data: lines 'user label', 1 = fake.");

    /// <summary>An option that names a file to read, and refuses one that is not there.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What is in the file.</param>
    public static Option<FileInfo?> Input(string name, string description) => Input(name, description, file => [file]);

    /// <summary><c>--attack NAME</c>, for verbs that inject one into a stream.</summary>
    public static Option<string> Attack() =>
        new Option<string>("--attack")
        {
            Description = "Classical attack to inject, see 'lowrank attack --help'.",
            HelpName = "attack",
        }.MustBeAttack();

    /// <summary><c>--without-family NAME</c>, for verbs that train without labels.</summary>
    public static Option<string[]> WithoutFamily() =>
        new Option<string[]>("--without-family")
        {
            Description = "Attack that self-training is not shown, nor what looks like it; may be repeated.",
        }.MustAllBeAttacks();

    /// <summary><c>--repeat N</c>; default 1.</summary>
    public static Option<int> Repeat() =>
        new Option<int>("--repeat")
        {
            Description = "Send the stream so often, each time as other users: a short data set is over before much can happen.",
            DefaultValueFactory = _ => 1,
        }.Must(n => n is >= 1 and <= 1_000, "1 to 1000");

    /// <summary><c>--set Section:Key=value …</c>, see <see cref="WorkerSettings"/>.</summary>
    public static Option<string[]> Set() => new("--set") { Description = "Worker setting, Section:Key=value; may be repeated." };

    /// <summary><c>--detector NAME</c>; default the first of the catalog that is trained.</summary>
    public static Option<string> Detector() =>
        new Option<string>("--detector")
        {
            Description = "Family of detectors.",
            DefaultValueFactory = _ => DetectorCatalog.TrainedNames[0],
        }.MustBeOneOf("detector", [.. DetectorCatalog.TrainedNames]);

    /// <summary><c>--queries N</c>, for fakes that ask detectors; default 200.</summary>
    public static Option<int> Queries() =>
        new Option<int>("--queries")
        {
            Description = "Profiles that each adaptive fake asks the detectors about.",
            DefaultValueFactory = _ => AdaptiveEvasion.UsualQueries,
        }.Must(n => n is >= 1 and <= 100_000, "1 to 100000");

    /// <summary><c>--share X</c>; default 0.01.</summary>
    /// <param name="description">What it is a share of, and when it counts.</param>
    public static Option<double> Share(string description) =>
        new Option<double>("--share") { Description = description, DefaultValueFactory = _ => 0.01 }.Must(
            share => share is > 0 and < 1,
            "a share between 0 and 1"
        );

    /// <summary><c>--count N</c>, for verbs that take <c>--share</c> where it is not given.</summary>
    /// <param name="description">What is counted.</param>
    public static Option<int?> Count(string description) =>
        new Option<int?>("--count") { Description = $"{description} Without it --share counts." }.Must(count => count is null or >= 1, "1 or more");

    private static InputOption<FileInfo?> Input(string name, string description, Func<string, IEnumerable<string>> files) =>
        new(name, file => file!.Exists ? null : $"there is no file {file.FullName}: correct the path.", file => files(file!.FullName))
        {
            Description = description,
        };
}
