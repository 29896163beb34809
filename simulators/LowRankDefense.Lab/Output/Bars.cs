using Spectre.Console;

namespace LowRankDefense.Lab.Output;

/// <summary>A progress bar around an asynchronous piece of work; silent where the output is not a terminal.</summary>
internal static class Bars
{
    public static async Task Run(string what, long maximum, Func<Action<long>, Task> run)
    {
        if (!AnsiConsole.Profile.Capabilities.Interactive)
        {
            await run(_ => { });
            return;
        }

        await AnsiConsole
            .Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(what, maxValue: maximum);
                await run(done => bar.Value = done);
            });
    }
}
