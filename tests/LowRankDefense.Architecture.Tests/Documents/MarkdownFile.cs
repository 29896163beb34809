using System.Text.RegularExpressions;
using LowRankDefense.TestKit;

namespace LowRankDefense.Architecture.Tests.Documents;

/// <summary>A document of the checkout, line by line.</summary>
/// <param name="Place">Its path in the checkout.</param>
internal sealed partial record MarkdownFile(string Place)
{
    /// <summary>Every document at the top and in <c>src</c>, <c>simulators</c> and <c>tests</c>.</summary>
    public static IReadOnlyList<MarkdownFile> All { get; } =
    [
        new("README.md"),
        .. new[] { "src", "simulators", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Checkout.PathOf(folder), "*.md", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Checkout.Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .Select(path => new MarkdownFile(path)),
    ];

    /// <summary>Its prose: the lines outside blocks of code, each with its number.</summary>
    public IEnumerable<(int Number, string Text)> Prose()
    {
        var inCode = false;
        foreach (var (index, line) in File.ReadLines(Checkout.PathOf(Place)).Index())
        {
            var fence = line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            inCode ^= fence;
            if (!inCode && !fence)
                yield return (index + 1, line);
        }
    }

    /// <summary>Where its links lead: what stands in the brackets of <c>[text](target)</c>.</summary>
    public IEnumerable<(int Line, string Target)> Links() =>
        Prose().SelectMany(line => Link().Matches(line.Text).Select(match => (line.Number, match.Groups["target"].Value)));

    /// <summary>What stands between single backticks.</summary>
    public IEnumerable<(int Line, string Code)> CodeSpans() =>
        Prose().SelectMany(line => CodeSpan().Matches(line.Text).Select(match => (line.Number, match.Groups["code"].Value)));

    /// <summary>The cells of the rows of the table below the heading row that begins with <paramref name="firstColumn"/>.</summary>
    public IEnumerable<(int Line, string[] Cells)> Table(string firstColumn) =>
        Prose()
            .SkipWhile(line => !line.Text.StartsWith($"| {firstColumn} |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.Text.StartsWith('|'))
            .Select(line => (line.Number, line.Text.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries)));

    [GeneratedRegex(@"\[[^\]]*\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex("`(?<code>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeSpan();
}
