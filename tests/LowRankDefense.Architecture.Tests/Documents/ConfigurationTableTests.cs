using System.Collections;
using System.ComponentModel;
using System.Reflection;
using LowRankDefense.Worker.Configuration;

namespace LowRankDefense.Architecture.Tests.Documents;

/// <summary>The configuration table of the README is the truth: its keys are options of the worker, and have those defaults.</summary>
public class ConfigurationTableTests
{
    private const BindingFlags Option = BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase;

    // As "key = default"; a row may hold several, the later ones by their last name only.
    public static TheoryData<string> Options =>
        [.. new MarkdownFile("README.md").Table("key").SelectMany(row => Pair(Spans(row.Cells[0]), Spans(row.Cells[1]), row.Line))];

    [Fact]
    public void Table_ShouldBeThere()
    {
        Options.Count.ShouldBeGreaterThan(20);
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Option_ShouldHaveTheDefaultThatTheReadmeNames(string option)
    {
        Mistake(option).ShouldBeNull();
    }

    [Theory]
    [InlineData("Topics:Partitions = 2", "is 4")]
    [InlineData("Pipeline:Lops = 1", "no option Lops")]
    [InlineData("Nothing:Loops = 1", "no section Nothing")]
    [InlineData("Refresh:Period = 00:06:00", "is 00:05:00")]
    [InlineData("Refresh:Factorization = Wrmf", "is Ials")]
    [InlineData("Refresh:Reconstruction:Rank = 81", "is 80")]
    [InlineData("Kafka:GroupId = low-rank", "is lowrank-defense")]
    [InlineData("Topics:Partitions = many", "is 4")]
    public void Mistake_ShouldBeNamed(string option, string expected)
    {
        Mistake(option).ShouldNotBeNull().ShouldContain(expected);
    }

    private static IEnumerable<string> Pair(List<string> keys, List<string> defaults, int line)
    {
        if (defaults.Count > 0 && defaults.Count != keys.Count)
            throw new FormatException($"README.md:{line} names {keys.Count} keys and {defaults.Count} defaults.");
        var group = keys[0][..keys[0].LastIndexOf(':')];
        return keys.Select((key, i) => (key.Contains(':') ? key : $"{group}:{key}") + (defaults.Count > 0 ? $" = {defaults[i]}" : ""));
    }

    private static List<string> Spans(string cell) => [.. cell.Split('`').Where((_, i) => i % 2 == 1)];

    private static string? Mistake(string option)
    {
        var (key, named) = option.Split(" = ") is [var before, var after] ? (before, after) : (option, null);
        var path = key.Split(':');
        if (!WorkerOptions.Sections.TryGetValue(path[0], out var section))
            return $"{key}: the worker has no section {path[0]}.";
        object? value = Activator.CreateInstance(section)!;
        foreach (var part in path[1..])
        {
            // A free name and an asterisk stand for what cannot be listed.
            if (part == "*" || value is IDictionary)
                return null;
            if (value!.GetType().GetProperty(part, Option) is not { } property)
                return $"{key}: {value.GetType().Name} has no option {part}.";
            value = property.GetValue(value);
        }

        return named is null || Equals(Read(named, value!.GetType()), value) ? null : $"{key}: the default is {value}, not {named}.";
    }

    private static object? Read(string text, Type type)
    {
        var converter = TypeDescriptor.GetConverter(type);
        return converter.IsValid(text) ? converter.ConvertFromInvariantString(text) : null;
    }
}
