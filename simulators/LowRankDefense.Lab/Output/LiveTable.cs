using System.Globalization;
using Spectre.Console;

namespace LowRankDefense.Lab.Output;

/// <summary>What is shown while a stream runs: a table that is drawn anew every second on a terminal, nothing elsewhere.</summary>
internal static class LiveTable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>Shows <paramref name="now"/> every second until <paramref name="work"/> is done, and once more then.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="work">What is going on; its exception ends the table.</param>
    /// <param name="now">Asked once a second, whether or not there is a terminal.</param>
    /// <param name="stop">Ends the waiting between two rows; the work has to see it by itself.</param>
    public static async Task Run(IAnsiConsole console, Task work, Func<LiveFigures> now, CancellationToken stop)
    {
        if (console.Profile.Capabilities.Interactive)
            await console.Live(new Table()).StartAsync(context => Follow(work, now, figures => context.UpdateTarget(Table(figures)), stop));
        else
            await Follow(work, now, _ => { }, stop);
        await work;
    }

    private static async Task Follow(Task work, Func<LiveFigures> now, Action<LiveFigures> show, CancellationToken stop)
    {
        while (!work.IsCompleted)
        {
            show(now());
            await Task.WhenAny(work, Task.Delay(Every, stop));
        }

        // What stays on the screen is how it ended.
        show(now());
    }

    private static Table Table(LiveFigures figures)
    {
        var table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumns("stream", "events/s", "flagged", "true positives", "false positives", "target exposure");
        table.AddRow(
            figures.Progress.ToString("P0", CultureInfo.InvariantCulture),
            figures.EventsPerSecond.ToString("N0", CultureInfo.InvariantCulture),
            figures.Flagged.ToString(CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"[green]{figures.TruePositives}[/] of {figures.Fakes}"),
            string.Create(CultureInfo.InvariantCulture, $"[red]{figures.FalsePositives}[/]"),
            figures.Exposure?.ToString("P1", CultureInfo.InvariantCulture) ?? "–"
        );
        return table;
    }
}
