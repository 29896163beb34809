using LowRankDefense.Numerics;
using Spectre.Console;

namespace LowRankDefense.Lab.Output;

/// <summary>A progress bar around a long computation; silent where the output is not a terminal.</summary>
internal static class TrainingBar
{
    public static T Around<T>(string what, Func<IProgress<TrainingProgress>, T> run)
    {
        if (!AnsiConsole.Profile.Capabilities.Interactive)
            return run(new Reporter(_ => { }));
        return AnsiConsole
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
        public void Report(TrainingProgress value) => report(value);
    }
}
