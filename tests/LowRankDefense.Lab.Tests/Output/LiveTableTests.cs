using LowRankDefense.Lab.Output;
using Spectre.Console;

namespace LowRankDefense.Lab.Tests.Output;

public sealed class LiveTableTests
{
    [Fact]
    public async Task Table_ShouldAskForFiguresUntilTheWorkIsDone_AndOnceMore()
    {
        var (work, asked) = (new TaskCompletionSource(), 0);

        await LiveTable.Run(LabRun.ConsoleOn(TextWriter.Null), work.Task, Figures, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));

        asked.ShouldBe(3, "two rows, and how it ended");

        LiveFigures Figures()
        {
            if (++asked == 2)
                work.SetResult();
            return new LiveFigures(0.5, 1, 2, 3, 1, 1, null);
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

        await LiveTable.Run(console, Task.CompletedTask, () => new LiveFigures(0.25, 1234, 7, 9, 6, 1, 0.125), CancellationToken.None);

        foreach (var text in new[] { "25 %", "1,234", "6 of 9", "12.5 %" })
            output.ToString().ShouldContain(text);
    }

    [Fact]
    public async Task Table_ShouldPassOn_WhatEndsTheWork() =>
        await Should.ThrowAsync<TimeoutException>(() =>
            LiveTable.Run(
                LabRun.ConsoleOn(TextWriter.Null),
                Task.FromException(new TimeoutException()),
                () => new LiveFigures(0, 0, 0, 0, 0, 0, null),
                CancellationToken.None
            )
        );
}
