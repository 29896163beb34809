using System.Globalization;
using System.Text;
using ScottPlot;

namespace LowRankDefense.Benchmarks.Growth;

/// <summary>The table and the plot of a <see cref="GrowthRun"/>.</summary>
internal static class GrowthReport
{
    private const string Remarks =
        "One thread does everything: stages, then a seal and a write every 20,000 events; default settings, 100,000 cached profiles, a PCA-SVM detector of rank 24 in force. "
        + "20,000 users, 100 remembered events and 10,000 items where these do not grow; the profiles of the last two series remember 10 events at first. "
        + "Relative is events a second against the first row of the series. The files of the store are in the page cache of the operating system.";

    public static string ToMarkdown(IReadOnlyList<GrowthResult> results)
    {
        var text = new StringBuilder();
        text.AppendLine("# Events a second over the size of everything").AppendLine().AppendLine("![Events a second](growth.png)").AppendLine();
        text.AppendLine(
            "| what grows | size | events/s | relative | stages, µs | seal, µs | write, µs | bytes changed per event | bytes allocated per event |"
        );
        text.AppendLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var series in results.OrderBy(r => r.Case.Size).GroupBy(r => r.Case.Series, StringComparer.Ordinal))
        foreach (var row in series)
            text.AppendLine(row.ToMarkdown(series.First().EventsPerSecond));
        return text.AppendLine().AppendLine(Remarks).ToString();
    }

    public static void Plot(IReadOnlyList<GrowthResult> results, string file)
    {
        using var plot = new Plot();
        foreach (var series in results.OrderBy(r => r.Case.Size).GroupBy(r => r.Case.Series, StringComparer.Ordinal))
        {
            var line = plot.Add.Scatter(
                series.Select(r => Math.Log10(r.Case.Size)).ToArray(),
                series.Select(r => r.EventsPerSecond / 1_000).ToArray()
            );
            line.LegendText = series.Key;
        }

        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual([
            .. Enumerable.Range(1, 7).Select(d => new Tick(d, Math.Pow(10, d).ToString("N0", CultureInfo.InvariantCulture))),
        ]);
        plot.Axes.SetLimitsY(0, 1.1 * results.Max(r => r.EventsPerSecond) / 1_000);
        plot.Title("Thousand events a second over the size of everything");
        plot.XLabel("size");
        plot.YLabel("thousand events a second, one thread");
        plot.ShowLegend(Alignment.LowerLeft);
        plot.SavePng(file, 900, 600);
    }
}
