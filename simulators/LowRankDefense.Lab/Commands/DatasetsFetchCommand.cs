using System.CommandLine;
using LowRankDefense.Lab.Output;
using LowRankDefense.Simulators.Datasets.Download;
using Spectre.Console;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank datasets fetch NAME</c>: downloads a data set from its owner.</summary>
internal sealed class DatasetsFetchCommand : Verb
{
    private readonly Argument<string> name = new("name") { Description = "One of those that 'lowrank datasets list' names." };
    private readonly Option<DirectoryInfo?> output = new("--out")
    {
        Description = "Folder to make; without it one of that name in LOWRANK_DATASETS, or here where that is not set.",
    };
    private readonly Option<Uri?> mirror = new Option<Uri?>("--from")
    {
        Description = "Folder of a mirror that has the files under their names: what comes from there is held against the same checksums.",
        CustomParser = result => Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) ? address : new Uri("about:blank"),
    }.Must(address => address is null or { Scheme: "http" or "https" }, "an address that begins with https:// or http://");

    /// <summary>The verb.</summary>
    /// <param name="console">Where it writes.</param>
    public DatasetsFetchCommand(IAnsiConsole console)
        : base(
            console,
            "fetch",
            "Downloads a data set from its owner, holds it against known checksums and unpacks it, all or nothing.",
            "datasets fetch ml-100k --out ml-100k"
        )
    {
        name.CompletionSources.Add([.. DataSetCatalog.Names]);
        name.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } word && !DataSetCatalog.Names.Contains(word))
                result.AddError(Spelling.Refusal("data set", word, DataSetCatalog.Names));
        });
        Add(name);
        Takes(output, mirror, Json);
    }

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parse, CancellationToken stop)
    {
        var set = DataSetCatalog.ByName(parse.GetRequiredValue(name));
        var folder = parse.GetValue(output)?.FullName ?? DataFolders.PlaceOf(set.Name);
        Console.WriteLine($"{set.Title}, of {set.Owner}. {set.Licence} See {set.Page}");
        // The fetcher has its own patience, with each piece.
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var fetcher = new DataSetFetcher(client, new DownloadOptions());
        await Console.Counting(
            $"percent of {set.Name}",
            100,
            seen => fetcher.Fetch(set, folder, parse.GetValue(mirror), share => seen((long)(100 * share)), stop)
        );
        Report(
            parse,
            $"data set in {folder}",
            [
                new("data_set", set.Name, "name of the data set"),
                new("folder", folder, "for --data"),
                new("files", set.Files.Select(f => f.At(parse.GetValue(mirror)).AbsoluteUri).ToArray(), "what was downloaded"),
                new("checksums", set.Files.SelectMany(f => f.Checksums).Select(c => c.ToString()).ToArray(), "what it was held against"),
                new("licence", set.Licence, "what may be done with it"),
            ]
        );
        return ExitCodes.Done;
    }
}
