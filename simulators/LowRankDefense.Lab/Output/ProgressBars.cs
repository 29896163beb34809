using LowRankDefense.Numerics;
using Spectre.Console;

namespace LowRankDefense.Lab.Output;

/// <summary>Shows how far long work has come: a bar on a terminal, a line every ten seconds elsewhere.</summary>
internal static class ProgressBars
{
    /// <summary>Around asynchronous work that counts.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="what">Stands beside the bar.</param>
    /// <param name="maximum">The count at the end.</param>
    /// <param name="run">The work; reports its count so far.</param>
    public static async Task Counting(this IAnsiConsole console, string what, long maximum, Func<Action<long>, Task> run)
    {
        if (!console.Profile.Capabilities.Interactive)
        {
            using var lines = new ProgressLines(what);
            await run(done => lines.Report(done, maximum));
            return;
        }

        await console
            .Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(what), maxValue: maximum);
                await run(done => bar.Value = done);
            });
    }

    /// <summary>Around work of which nobody knows how far it has come.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="what">What is going on.</param>
    /// <param name="run">The work.</param>
    /// <returns>What <paramref name="run"/> returns.</returns>
    public static async Task<T> Working<T>(this IAnsiConsole console, string what, Func<Task<T>> run)
    {
        console.WriteLine($"{what} …");
        using var lines = console.Profile.Capabilities.Interactive ? null : new ProgressLines(what);
        return await run();
    }

    /// <summary>Around a computation that reports its steps, or none.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="what">Stands beside the bar.</param>
    /// <param name="run">The computation.</param>
    /// <returns>What <paramref name="run"/> returns.</returns>
    public static T Training<T>(this IAnsiConsole console, string what, Func<IProgress<TrainingProgress>, T> run)
    {
        if (!console.Profile.Capabilities.Interactive)
        {
            using var lines = new ProgressLines(what);
            return run(new Reporter(progress => lines.Report(progress.Step, progress.Steps)));
        }

        return console
            .Progress()
            .Start(context =>
            {
                var bar = context.AddTask(Markup.Escape(what));
                bar.IsIndeterminate = true;
                return run(
                    new Reporter(progress =>
                    {
                        bar.IsIndeterminate = false;
                        bar.MaxValue = progress.Steps;
                        bar.Value = progress.Step;
                    })
                );
            });
    }

    private sealed class Reporter(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        /// <inheritdoc/>
        public void Report(TrainingProgress value) => report(value);
    }
}
