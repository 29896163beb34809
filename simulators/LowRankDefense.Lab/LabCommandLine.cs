using System.CommandLine;
using System.CommandLine.Invocation;
using LowRankDefense.Lab.Commands;
using LowRankDefense.Lab.Scenarios.Reproduction;
using Spectre.Console;

namespace LowRankDefense.Lab;

/// <summary>The <c>lowrank</c> program: its verbs, and what becomes of a line that is wrong.</summary>
internal static class LabCommandLine
{
    // What a verb may take, after Ctrl-C, to stop a worker and remove what it wrote to temporary folders.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(15);

    private const string Verbose = "--verbose";

    /// <summary>Runs the verb that <paramref name="args"/> name.</summary>
    /// <param name="args">The words after the name of the program.</param>
    /// <param name="console">Where results, help and progress are written.</param>
    /// <param name="errors">Where a failure is explained, in one line.</param>
    /// <param name="stop">Stops the verb, as Ctrl-C does.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static Task<int> Run(IReadOnlyList<string> args, IAnsiConsole console, TextWriter errors, CancellationToken stop = default) =>
        Failures.Explain(() => Invoke(args, console, errors, stop), errors, args.Contains(Verbose));

    /// <summary>The verbs.</summary>
    /// <param name="console">Where they write.</param>
    public static RootCommand Root(IAnsiConsole console) =>
        new("lowrank: replay attacks against the guard, train and evaluate it. Every verb has --help with an example.")
        {
            new DemoCommand(console),
            new ReplayCommand(console),
            new CrashTestCommand(console),
            new PopulationCommand(console),
            new Command("datasets", "Downloads data sets from their owners, and prepares them.")
            {
                new DatasetsListCommand(console),
                new DatasetsFetchCommand(console),
                new DatasetsPrepareCommand(console),
            },
            new AttackCommand(console),
            new TrainDetectorCommand(console),
            new Command("evaluate", "Measures a detector or a recommender on a data set.")
            {
                new EvaluateDetectorCommand(console),
                new EvaluateArrivalsCommand(console),
                new EvaluateAttacksCommand(console),
                new EvaluateRecommenderCommand(console),
            },
            new ReconstructCommand(console),
            new SanitizeCommand(console),
            Reproduce(console),
            new BrokerCommand(console),
            new BareLoopCommand(console),
            new Option<bool>(Verbose) { Description = "Where a verb fails, show the whole exception, too.", Recursive = true },
        };

    private static async Task<int> Invoke(IReadOnlyList<string> args, IAnsiConsole console, TextWriter errors, CancellationToken stop)
    {
        var parse = Root(console).Parse(args);
        if (parse.Action is ParseErrorAction)
        {
            await errors.WriteLineAsync("lowrank: " + Mistakes.Explain(parse));
            return ExitCodes.BadInput;
        }

        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            Output = console.Profile.Out.Writer,
            Error = errors,
            ProcessTerminationTimeout = StopPatience,
        };
        return await parse.InvokeAsync(configuration, stop);
    }

    private static Command Reproduce(IAnsiConsole console)
    {
        var reproduce = new Command("reproduce", "Computes tables and figures of the paper from raw data, beside what it reports.");
        foreach (var name in ReproductionScenario.Names.Append(ReproduceCommand.All))
            reproduce.Add(new ReproduceCommand(console, name));
        return reproduce;
    }
}
