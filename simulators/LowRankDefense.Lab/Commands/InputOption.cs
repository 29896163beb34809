using System.CommandLine;
using LowRankDefense.Lab.Output;

namespace LowRankDefense.Lab.Commands;

/// <summary>An option that names files to read: a result says which they were.</summary>
internal interface IInputOption
{
    /// <summary>Refuses a path at which there is nothing.</summary>
    /// <param name="parse">A command line without errors.</param>
    /// <exception cref="InvalidDataException">There is nothing; the message says what to do.</exception>
    void Check(ParseResult parse);

    /// <summary>The files that a verb reads for the option; none where it was not given.</summary>
    /// <inheritdoc cref="Check"/>
    IEnumerable<InputFile> FilesOf(ParseResult parse);
}

/// <summary>An option whose value says which files are read.</summary>
/// <param name="name">Its name.</param>
/// <param name="problem">What is wrong with a value; null where nothing is.</param>
/// <param name="files">The files of a value.</param>
internal sealed class InputOption<T>(string name, Func<T, string?> problem, Func<T, IEnumerable<string>> files) : Option<T>(name), IInputOption
{
    /// <inheritdoc/>
    public void Check(ParseResult parse)
    {
        if (parse.GetValue(this) is { } value && problem(value) is { } wrong)
            throw new InvalidDataException($"{Name}: {wrong}");
    }

    /// <inheritdoc/>
    public IEnumerable<InputFile> FilesOf(ParseResult parse) =>
        parse.GetResult(this) is { Tokens: [_, ..] given } && parse.GetValue(this) is { } value
            ? files(value).Select((file, i) => InputFile.Of(Name, given[Math.Min(i, given.Count - 1)].Value, file))
            : [];
}
