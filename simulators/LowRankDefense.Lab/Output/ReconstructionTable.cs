using System.Globalization;
using LowRankDefense.Lab.Scenarios;
using Spectre.Console;

namespace LowRankDefense.Lab.Output;

/// <summary>Prints reconstructions, one a row; figures of the paper stand in brackets beside the measured ones.</summary>
internal static class ReconstructionTable
{
    public static void Print(string title, IReadOnlyList<ReconstructionRow> rows)
    {
        var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape(title));
        table.AddColumns("setting", "seconds", "peak MiB", "new cells", "energy kept");
        var trained = rows.Any(r => r.Quality.Count > 0);
        if (trained)
            table.AddColumns("recall@50 [[paper]]", "hr@50 [[paper]]", "target hr@50 [[paper]]", "target recall@50 [[paper]]");
        foreach (var row in rows)
        {
            List<string> cells = [row.Name, Text(row.Seconds, "0.00"), Text(row.PeakMegabytes, "0"), Text(row.NewCells, "N0"), Text(row.EnergyKept, "0.000")];
            if (trained)
            {
                cells.Add(Beside(row, "recall@50", row.Published?.Recall));
                cells.Add(Beside(row, "hr@50", row.Published?.HitRate));
                cells.Add(Beside(row, "target_hr@50", row.Published?.TargetHitRate));
                cells.Add(Beside(row, "target_recall@50", row.Published?.TargetRecall));
            }

            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine(
            "seconds: the reconstruction; peak: largest working set of the process so far; energy kept: Σ x̂² / Σ x² over the observed cells."
        );
        if (trained)
            AnsiConsole.WriteLine("WRMF(SGD), rank 128, 50 epochs; in brackets Table II of the paper, rows without attack.");
    }

    private static string Beside(ReconstructionRow row, string metric, double? published) =>
        row.Quality.TryGetValue(metric, out var value) ? Text(value, "0.0000") + (published is { } p ? $" [{Text(p, "0.0000")}]" : "") : "–";

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
