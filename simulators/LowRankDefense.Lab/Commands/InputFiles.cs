using System.CommandLine;
using LowRankDefense.Lab.Output;

namespace LowRankDefense.Lab.Commands;

/// <summary>Files to read that stand behind the verb, one or more: a result says which they were.</summary>
internal sealed class InputFiles : Argument<FileInfo[]>, IInputOption
{
    /// <summary>The argument.</summary>
    /// <param name="name">What help calls them.</param>
    /// <param name="description">What is in the files.</param>
    public InputFiles(string name, string description)
        : base(name) => (Description, Arity) = (description, ArgumentArity.OneOrMore);

    /// <inheritdoc/>
    public void Check(ParseResult parse)
    {
        if (Array.Find(parse.GetRequiredValue(this), f => !f.Exists) is { } missing)
            throw new InvalidDataException($"{Name}: there is no file {missing.FullName}: correct the path.");
    }

    /// <inheritdoc/>
    public IEnumerable<InputFile> FilesOf(ParseResult parse) =>
        parse.GetResult(this)!.Tokens.Zip(parse.GetRequiredValue(this), (given, file) => InputFile.Of(Name, given.Value, file.FullName));
}
