using System.Diagnostics;
using System.Globalization;
using LowRankDefense.Lab.Scenarios;
using Spectre.Console;

namespace LowRankDefense.Lab.Output;

/// <summary>What the demo shows while the stream runs: a table on a terminal, a line now and then elsewhere.</summary>
internal sealed class LiveTable(VerdictBoard board, int fakes, long events)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private const int ExposureEvery = 5;
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private long sent;

    /// <summary>Share of the stream that was sent.</summary>
    public double Progress => Volatile.Read(ref sent) / (double)events;

    public void Sent(long count) => Volatile.Write(ref sent, count);

    public async Task Run(Task sending, Func<double> exposure, CancellationToken stop)
    {
        if (AnsiConsole.Profile.Capabilities.Interactive)
            await AnsiConsole.Live(Table(double.NaN)).StartAsync(context => Follow(sending, exposure, table => context.UpdateTarget(table), stop));
        else
            await Follow(sending, exposure, _ => { }, stop);
        await sending;
    }

    private async Task Follow(Task sending, Func<double> exposure, Action<Table> show, CancellationToken stop)
    {
        var shown = double.NaN;
        for (var second = 0; !sending.IsCompleted; second++)
        {
            if (second % ExposureEvery == 0)
                shown = exposure();
            show(Table(shown));
            await Task.WhenAny(sending, Task.Delay(Every, stop));
        }
    }

    private Table Table(double exposure)
    {
        var (flagged, hits, falseAlarms) = board.Counts();
        var table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumns("stream", "events/s", "flagged", "true positives", "false positives", "target exposure");
        table.AddRow(
            Progress.ToString("P0", CultureInfo.InvariantCulture),
            (Volatile.Read(ref sent) / Math.Max(0.1, watch.Elapsed.TotalSeconds)).ToString("N0", CultureInfo.InvariantCulture),
            flagged.ToString(CultureInfo.InvariantCulture),
            $"[green]{hits}[/] of {fakes}",
            $"[red]{falseAlarms}[/]",
            double.IsNaN(exposure) ? "–" : exposure.ToString("P1", CultureInfo.InvariantCulture)
        );
        return table;
    }
}
