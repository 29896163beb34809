using System.CommandLine;
using System.CommandLine.Parsing;

namespace LowRankDefense.Lab.Commands;

/// <summary>Says in one line what is wrong with a command line.</summary>
internal static class Mistakes
{
    /// <summary>The first mistake, and where help is.</summary>
    /// <param name="parse">A command line with errors.</param>
    public static string Explain(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        var path = PathOf(parse.CommandResult);
        if (command.Subcommands.Count == 0)
            return $"{MessageOf(parse.Errors[0])} See '{path} --help'.";
        var verbs = string.Join(", ", command.Subcommands.Select(c => c.Name));
        return parse.UnmatchedTokens.Count == 0
            ? $"A verb is missing: choose one of {verbs}. See '{path} --help'."
            : $"There is no verb '{parse.UnmatchedTokens[0]}': choose one of {verbs}. See '{path} --help'.";
    }

    private static string PathOf(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{PathOf(parent)} {result.Command.Name}" : "lowrank";

    // The parser's own messages span lines, and some leave out the option they are about.
    private static string MessageOf(ParseError error)
    {
        var message = string.Join(' ', error.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return error.SymbolResult is OptionResult { Option.Name: var name } && !message.Contains(name, StringComparison.Ordinal)
            ? $"{name}: {message}"
            : message;
    }
}
