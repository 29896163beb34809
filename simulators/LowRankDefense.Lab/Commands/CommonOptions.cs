using System.CommandLine;

namespace LowRankDefense.Lab.Commands;

/// <summary>Options that several verbs share.</summary>
internal static class CommonOptions
{
    public static Option<FileInfo?> Json() => new("--json") { Description = "Write the result to this file as JSON." };

    public static Option<ulong> Seed() => new("--seed") { Description = "Seed of everything that is drawn.", DefaultValueFactory = _ => 1 };

    public static Option<string?> Data(bool required) =>
        new("--data")
        {
            Description =
                "Folder of a data set (such as one in LOWRANK_DATASETS), or a CSV/TSV/space-separated file of 'user item [value [timestamp]]'.",
            Required = required,
        };

    public static Option<string[]> Targets() =>
        new("--targets")
        {
            Description = "Target items, comma-separated ids as they stand in the data.",
            AllowMultipleArgumentsPerToken = true,
            CustomParser = result =>
                [.. result.Tokens.SelectMany(t => t.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
        };

    /// <summary>Description followed by an example, as every verb's help has it.</summary>
    public static string WithExample(string description, string example) => $"{description}\n\nExample:\n  lowrank {example}";
}
