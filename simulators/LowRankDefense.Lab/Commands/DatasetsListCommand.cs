using System.CommandLine;
using LowRankDefense.Lab.Output;
using LowRankDefense.Simulators.Datasets.Download;
using Spectre.Console;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank datasets list</c>: the data sets that can be downloaded.</summary>
internal sealed class DatasetsListCommand : Verb
{
    /// <summary>The verb.</summary>
    /// <param name="console">Where it writes.</param>
    public DatasetsListCommand(IAnsiConsole console)
        : base(console, "list", "Lists the data sets that can be downloaded, whose they are and what may be done with them.", "datasets list") =>
        Takes(Json);

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parse, CancellationToken stop)
    {
        Report(
            parse,
            "data sets",
            [.. DataSetCatalog.All.Select(set => new Figure(set.Name, Listed.Of(set), $"{set.Title}. {set.Licence} See {set.Page}"))]
        );
        return Task.FromResult(ExitCodes.Done);
    }

    private sealed record Listed(string Owner, string Licence, string Page, IReadOnlyList<string> Addresses, IReadOnlyList<string> Checksums)
    {
        /// <summary>What a result says of a data set.</summary>
        public static Listed Of(RemoteDataSet set) =>
            new(
                set.Owner,
                set.Licence,
                set.Page.AbsoluteUri,
                [.. set.Files.Select(f => f.Address.AbsoluteUri)],
                [.. set.Files.SelectMany(f => f.Checksums.Select(c => $"{f.Name}: {c}"))]
            );

        /// <inheritdoc/>
        public override string ToString() => Owner;
    }
}
