using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace LowRankDefense.Lab.Commands;

/// <summary>Says in one line what is wrong with a command line.</summary>
internal static partial class Mistakes
{
    /// <summary>The first mistake, and where help is.</summary>
    /// <param name="parse">A command line with errors.</param>
    public static string Explain(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        var place = $"lowrank {parse.VerbWords()}".TrimEnd();
        return $"{MistakeIn(parse, command)} See '{place} --help'.";
    }

    /// <summary>The words of the verb, such as <c>evaluate detector</c>; empty where there is none.</summary>
    /// <param name="parse">A command line.</param>
    public static string VerbWords(this ParseResult parse)
    {
        var words = new Stack<string>();
        for (var at = parse.CommandResult; at.Parent is CommandResult parent; at = parent)
            words.Push(at.Command.Name);
        return string.Join(' ', words);
    }

    private static string MistakeIn(ParseResult parse, Command command)
    {
        var unknown = parse.UnmatchedTokens.Count > 0 ? parse.UnmatchedTokens[0] : null;
        if (unknown is ['-', _, ..])
            return UnknownOption(unknown, command);
        string[] verbs = [.. command.Subcommands.Select(c => c.Name)];
        var what = command is AttackCommand ? "attack" : "verb";
        if (verbs.Length > 0)
            return unknown is null
                ? $"{(what == "attack" ? "An attack" : "A verb")} is missing: choose one of {string.Join(", ", verbs)}."
                : Spelling.Refusal(what, unknown, verbs);
        if (command.Arguments.OfType<InputFiles>().FirstOrDefault(files => parse.GetResult(files) is null or { Tokens.Count: 0 }) is { } absent)
            return $"{absent.Name}: one or more files are missing: name them behind the verb.";
        return unknown is null ? MessageOf(parse.Errors[0]) : $"'{unknown}' is a word too many: leave it out, or put an option before it.";
    }

    private static string UnknownOption(string word, Command command) =>
        Spelling.Closest(word, command.Options.Select(o => o.Name)) is { } close
            ? $"There is no option '{word}': did you mean {close}?"
            : $"There is no option '{word}': leave it out, or choose another.";

    // The parser's own messages span lines, name types of the runtime, and some leave out the option they are about.
    private static string MessageOf(ParseError error)
    {
        var message = string.Join(' ', error.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (OptionOf(error.SymbolResult) is not { } option)
            return message;
        if (WrongType().Match(message) is { Success: true } match)
            return $"{option.Name} takes {Spoken(option.ValueType)}, not '{match.Groups["word"].Value}'.";
        return message.Contains(option.Name, StringComparison.Ordinal) ? message : $"{option.Name}: {message}";
    }

    private static Option? OptionOf(SymbolResult? result) =>
        result switch
        {
            OptionResult option => option.Option,
            ArgumentResult argument => OptionOf(argument.Parent),
            _ => null,
        };

    private static string Spoken(Type type)
    {
        var value = type.GetElementType() ?? Nullable.GetUnderlyingType(type) ?? type;
        return value.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(value).Select(n => n.ToLowerInvariant()))}"
            : value == typeof(bool) ? "true or false"
            : value == typeof(double) ? "a number"
            : value == typeof(ulong) ? "a whole number, 0 or more"
            : "a whole number";
    }

    [GeneratedRegex("^Cannot parse argument '(?<word>[^']*)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WrongType();
}
