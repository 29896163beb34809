using System.Globalization;
using Spectre.Console;

namespace LowRankDefense.Lab.Output;

/// <summary>What is shown while a stream runs: figures, curves and words that are drawn anew every second on a terminal, nothing elsewhere.</summary>
internal static class LiveView
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>Shows <paramref name="now"/> every second until <paramref name="work"/> is done, and once more then.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="work">What is going on; its exception ends the showing.</param>
    /// <param name="now">Asked once a second, whether or not there is a terminal.</param>
    /// <param name="stop">Ends the waiting between two rows; the work has to see it by itself.</param>
    public static async Task Run(IAnsiConsole console, Task work, Func<LiveFigures> now, CancellationToken stop)
    {
        if (console.Profile.Capabilities.Interactive)
            await console.Live(new Text("")).StartAsync(context => Follow(work, now, figures => context.UpdateTarget(View(figures)), stop));
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

    private static Rows View(LiveFigures figures)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("stream", "events/s", "fakes that act", "found", "genuine users ever flagged");
        table.AddRow(
            figures.Progress.ToString("P0", CultureInfo.InvariantCulture),
            figures.EventsPerSecond.ToString("N0", CultureInfo.InvariantCulture),
            figures.Acting.ToString("N0", CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"[green]{figures.Found}[/]"),
            string.Create(CultureInfo.InvariantCulture, $"[red]{figures.FalseAlarms}[/]")
        );
        var top = figures.Unguarded.Concat(figures.Guarded).DefaultIfEmpty().Max();
        return new Rows([
            table,
            new Markup("shown a target, of the genuine users:"),
            Curve("without the guard", "red", figures.Unguarded, top),
            Curve("as it publishes   ", "green", figures.Guarded, top),
            .. figures.Doing.Select(line => new Text(line)),
        ]);
    }

    private static Markup Curve(string name, string colour, IReadOnlyList<double> values, double top) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  {name}  [{colour}]{Sparkline.Of(values, top)}[/] {(values.Count > 0 ? values[^1].ToString("P1", CultureInfo.InvariantCulture) : "–")}"
            )
        );
}
