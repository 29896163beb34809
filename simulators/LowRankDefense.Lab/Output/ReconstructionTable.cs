using System.Globalization;
using LowRankDefense.Simulators.Experiments;
using Spectre.Console;

namespace LowRankDefense.Lab.Output;

/// <summary>Prints reconstructions, one a row; figures of the paper stand in a row below the measured ones.</summary>
internal static class ReconstructionTable
{
    /// <summary>Prints the table, narrow enough for a terminal of 80 columns.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="title">Stands above the table.</param>
    /// <param name="rows">In the order of the table; columns of quality appear where one of them has any.</param>
    public static void Print(IAnsiConsole console, string title, IReadOnlyList<ReconstructionRow> rows)
    {
        var trained = rows.Any(r => r.Quality.Count > 0);
        string[] columns = ["setting", "seconds", "peak\nMiB", "energy\nkept", "new\ncells"];
        string[] quality = ["recall\n@50", "hr\n@50", "target\nhr@50", "target\nrecall@50"];
        var table = new Table().Border(TableBorder.Horizontal).Title(Markup.Escape(title));
        foreach (var column in trained ? [.. columns[..^1], .. quality] : columns)
            table.AddColumn(new TableColumn(Markup.Escape(column)).RightAligned().PadLeft(0).PadRight(1));
        foreach (var row in rows)
        {
            string[] cost = [row.Setting, Text(row.Seconds, "0.00"), Text(row.PeakMb, "0"), Text(row.EnergyKept, "0.000")];
            table.AddRow([.. cost, .. trained ? Measured(row) : [Text(row.NewCells, "N0")]]);
            if (row.Published is { } paper)
                table.AddRow(["paper", "", "", "", .. Published(paper)]);
        }

        console.Write(table);
        console.WriteLine("seconds: the reconstruction; peak: largest working set of the process so far;");
        console.WriteLine("energy kept: Σ x̂² / Σ x² over the observed cells.");
        if (trained)
            console.WriteLine("quality: WRMF(SGD), rank 128, 50 epochs.");
        if (rows.Any(r => r.Published is not null))
            console.WriteLine("paper: its Table II, same data without attack, head targets.");
    }

    private static string[] Measured(ReconstructionRow row) =>
        [
            .. new[] { "recall@50", "hr@50", "target_hr@50", "target_recall@50" }.Select(name =>
                row.Quality.TryGetValue(name, out var value) ? Text(value, "0.0000") : "–"
            ),
        ];

    private static string[] Published(PublishedReconstruction paper) =>
        [Text(paper.Recall, "0.0000"), Text(paper.HitRate, "0.0000"), Text(paper.TargetHitRate, "0.0000"), Text(paper.TargetRecall, "0.0000")];

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
