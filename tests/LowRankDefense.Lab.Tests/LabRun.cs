using System.Text.Json;
using Spectre.Console;

namespace LowRankDefense.Lab.Tests;

/// <summary>One run of the command line in this process.</summary>
/// <param name="Code">Exit code.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Errors">What it complained of.</param>
internal sealed record LabRun(int Code, string Output, string Errors)
{
    private const int Width = 400;

    /// <summary>Runs <c>lowrank</c> with these words.</summary>
    public static Task<LabRun> Of(params string[] args) => Until(CancellationToken.None, args);

    /// <summary>The same, stopped as by Ctrl-C.</summary>
    public static async Task<LabRun> Until(CancellationToken stop, params string[] args)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var console = ConsoleOn(output);
        var code = await LabCommandLine.Run(args, console, errors, stop);
        return new LabRun(code, output.ToString(), errors.ToString());
    }

    /// <summary>A console without colours, too wide to break a line of a table.</summary>
    public static IAnsiConsole ConsoleOn(TextWriter output)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(output),
            }
        );
        console.Profile.Width = Width;
        return console;
    }

    /// <summary>Fails with what was complained of, unless the verb did what it was asked.</summary>
    public LabRun ShouldHaveDoneIt()
    {
        Code.ShouldBe(0, Errors + Output);
        Errors.ShouldBeEmpty();
        return this;
    }

    /// <summary>Fails unless the run ended with <paramref name="code"/> and one line, without a stack trace, that names these.</summary>
    public void ShouldHaveFailed(int code, params string[] named)
    {
        Code.ShouldBe(code, Errors + Output);
        Errors.ShouldStartWith("lowrank: ");
        Errors.TrimEnd().Split('\n').Length.ShouldBe(1, Errors);
        foreach (var word in named)
            Errors.ShouldContain(word);
    }

    /// <summary>The result a run wrote; fails where it does not keep to the schema.</summary>
    public static JsonElement Json(string file)
    {
        var result = JsonOf(file);
        ResultSchema.ProblemsWith(result).ShouldBeEmpty(result.ToString());
        return result;
    }

    /// <summary>What is in a JSON file of any kind.</summary>
    public static JsonElement JsonOf(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return json.RootElement.Clone();
    }
}
