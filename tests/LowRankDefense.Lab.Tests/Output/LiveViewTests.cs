using LowRankDefense.Lab.Output;
using Spectre.Console;

namespace LowRankDefense.Lab.Tests.Output;

public sealed class LiveViewTests
{
    private static readonly LiveFigures Moment = new(0.25, 1234, 9, 6, 1, [0.05, 0.125], [0, 0], ["1.0 s  learning"]);

    [Fact]
    public async Task Table_ShouldAskForFiguresUntilTheWorkIsDone_AndOnceMore()
    {
        var (work, asked) = (new TaskCompletionSource(), 0);

        await LiveView.Run(LabRun.ConsoleOn(TextWriter.Null), work.Task, Figures, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));

        asked.ShouldBe(3, "two rows, and how it ended");

        LiveFigures Figures()
        {
            if (++asked == 2)
                work.SetResult();
            return Moment;
        }
    }

    [Fact]
    public async Task Table_ShouldShowTheFigures_WhenThereIsATerminal()
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.Yes,
                Interactive = InteractionSupport.Yes,
                ColorSystem = ColorSystemSupport.NoColors,
                Out = new AnsiConsoleOutput(output),
            }
        );
        console.Profile.Width = 200;

        await LiveView.Run(console, Task.CompletedTask, () => Moment, CancellationToken.None);

        foreach (var text in new[] { "25 %", "1,234", "9", "6", "▄█", "12.5 %", "▁▁", "0.0 %", "learning" })
            output.ToString().ShouldContain(text);
    }

    [Fact]
    public async Task Table_ShouldPassOn_WhatEndsTheWork() =>
        await Should.ThrowAsync<TimeoutException>(() =>
            LiveView.Run(LabRun.ConsoleOn(TextWriter.Null), Task.FromException(new TimeoutException()), () => Moment, CancellationToken.None)
        );
}
