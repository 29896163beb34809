using System.CommandLine;
using System.CommandLine.Help;
using LowRankDefense.Lab.Output;
using Spectre.Console;

namespace LowRankDefense.Lab.Commands;

/// <summary>One verb of the command line: its options are its fields, its constructor lists them, <see cref="Run"/> does what is asked.</summary>
internal abstract class Verb : Command
{
    private Provenance? provenance;

    /// <summary>A verb with the given help.</summary>
    /// <param name="console">Where it writes.</param>
    /// <param name="name">The word that calls it.</param>
    /// <param name="description">What it does, in one sentence.</param>
    /// <param name="example">A line that works, without the name of the program.</param>
    protected Verb(IAnsiConsole console, string name, string description, string example)
        : base(name, $"{description}\n\nExample:\n  lowrank {example}")
    {
        (Console, Summary) = (console, description);
        // Off the calling thread: Ctrl-C is heeded from the moment the action has returned its task.
        SetAction((parse, stop) => Task.Run(() => Start(parse, stop), stop));
    }

    /// <summary>What it does, in one sentence.</summary>
    public string Summary { get; }

    /// <summary>Where results and progress are written.</summary>
    protected IAnsiConsole Console { get; }

    /// <summary>The option <c>--seed</c>.</summary>
    protected Option<ulong> Seed { get; } = CommonOptions.Seed();

    /// <summary>The option <c>--json</c>.</summary>
    protected Option<FileInfo?> Json { get; } = CommonOptions.Json();

    /// <summary>Does what is asked.</summary>
    /// <param name="parse">A command line without errors.</param>
    /// <param name="stop">Ctrl-C.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    protected abstract Task<int> Run(ParseResult parse, CancellationToken stop);

    /// <summary>Adds the options of the verb, in the order of its help.</summary>
    protected void Takes(params Option[] options)
    {
        foreach (var option in options)
            Add(option);
    }

    /// <summary>Prints the result and writes it where <c>--json</c> says.</summary>
    protected void Report(ParseResult parse, string title, IReadOnlyList<Figure> figures)
    {
        Output.Report.Print(Console, title, figures);
        WriteJson(parse, figures);
    }

    /// <summary>Writes the result where <c>--json</c> says, behind what it comes from.</summary>
    protected void WriteJson(ParseResult parse, IEnumerable<Figure> figures)
    {
        if (provenance is not null)
            JsonReport.Write(parse.GetValue(Json), [.. provenance.Figures(), .. figures]);
    }

    /// <summary>What was asked for, or is the default: every option that is no file, by its name.</summary>
    /// <param name="parse">A command line without errors.</param>
    protected Figure Parameters(ParseResult parse) =>
        new(
            "parameters",
            Options
                .Where(o => o is not (IInputOption or Option<FileInfo> or HelpOption) && o != Seed)
                .ToDictionary(o => o.Name.TrimStart('-'), o => Plain(parse.GetResult(o)?.GetValueOrDefault<object?>()), StringComparer.Ordinal),
            "what was asked for, or is the default"
        );

    private static object? Plain(object? value) =>
        value switch
        {
            null or bool or int or double or string[] => value,
            Enum kind => kind.ToString().ToLowerInvariant(),
            _ => value.ToString(),
        };

    private Task<int> Start(ParseResult parse, CancellationToken stop)
    {
        IInputOption[] named = [.. Arguments.OfType<IInputOption>(), .. Options.OfType<IInputOption>()];
        foreach (var option in named)
            option.Check(parse);
        // Inputs are read for their hashes before a verb may write over them, and only for those who ask.
        if (Options.Contains(Json) && parse.GetValue(Json) is not null)
        {
            InputFile[] inputs = [.. named.SelectMany(option => option.FilesOf(parse))];
            provenance = new Provenance(parse.VerbWords(), inputs, Options.Contains(Seed) ? parse.GetValue(Seed) : null);
        }

        return Run(parse, stop);
    }
}
