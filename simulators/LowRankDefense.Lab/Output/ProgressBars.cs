using LowRankDefense.Numerics;
using Spectre.Console;

namespace LowRankDefense.Lab.Output;

/// <summary>Progress bars around long work; silent where the output is not a terminal.</summary>
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
            await run(_ => { });
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

    /// <summary>Around a computation that reports its steps.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="what">Stands beside the bar.</param>
    /// <param name="run">The computation.</param>
    /// <returns>What <paramref name="run"/> returns.</returns>
    public static T Training<T>(this IAnsiConsole console, string what, Func<IProgress<TrainingProgress>, T> run)
    {
        if (!console.Profile.Capabilities.Interactive)
            return run(new Reporter(_ => { }));
        return console
            .Progress()
            .Start(context =>
            {
                var bar = context.AddTask(Markup.Escape(what));
                return run(
                    new Reporter(progress =>
                    {
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
