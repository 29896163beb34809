using LowRankDefense.Architecture.Tests.Projects;
using LowRankDefense.TestKit;

namespace LowRankDefense.Architecture.Tests.Documents;

/// <summary>What the documents point to is there.</summary>
public class LinkTests
{
    private static readonly string[] Roots = ["src", "simulators", "tests", ".config", ".ci"];

    public static TheoryData<string> Documents => [.. MarkdownFile.All.Select(document => document.Place)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_ShouldLeadSomewhere(string document)
    {
        Findings.ShouldBeNone(
            from link in new MarkdownFile(document).Links()
            where !link.Target.Contains("://", StringComparison.Ordinal) && !Leads(document, link.Target)
            select $"{document}:{link.Line} links to {link.Target}, which is not there."
        );
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Paths_ShouldExist_WhereATextNamesThem(string document)
    {
        Findings.ShouldBeNone(
            from span in new MarkdownFile(document).CodeSpans()
            from path in Braces.Expand(span.Code)
            where IsMissing(path)
            select $"{document}:{span.Line} names `{path}`, which is not there."
        );
    }

    [Theory]
    [InlineData("Core/Nothing", true)]
    [InlineData("Core/Profiles/NoSuchFile", true)]
    [InlineData("tests/LowRankDefense.Nothing", true)]
    [InlineData("LowRankDefense.Nothing", true)]
    [InlineData("Nowhere/Nothing", true)]
    [InlineData("Core/Profiles", false)]
    [InlineData("Core/Profiles/UserProfile", false)]
    [InlineData("Core/Profiles/UserProfile.Append", false)]
    [InlineData("Profiles/UserProfile.cs", false)]
    [InlineData("LowRankDefense.Lab", false)]
    [InlineData("/health/live", false)]
    [InlineData("data/state", false)]
    [InlineData("--Kafka:BootstrapServers=HOST:PORT", false)]
    public void Path_ShouldBeMissed_WhenItIsOneAndNotThere(string path, bool missing)
    {
        IsMissing(path).ShouldBe(missing);
    }

    // A target is a path from the document's folder, a heading of it, or both.
    private static bool Leads(string document, string target)
    {
        var (path, heading) = target.Split('#') is [var before, var after] ? (before, after) : (target, null);
        var at = path.Length == 0 ? document : Path.Combine(Path.GetDirectoryName(document)!, path);
        var full = Checkout.PathOf(at);
        if (heading is null)
            return Path.Exists(full);
        return File.Exists(full) && new MarkdownFile(at).Prose().Any(line => line.Text.StartsWith('#') && Anchor(line.Text) == heading);
    }

    private static string Anchor(string heading) =>
        string.Concat(heading.TrimStart('#').Trim().ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_'))
            .Replace(' ', '-');

    // A path begins in the checkout, in a project (`Core/Profiles`) or in a folder of one (`Profiles/UserProfile`); a file goes with or without `.cs`.
    private static bool IsMissing(string span)
    {
        var parts = span.TrimEnd('/').Split('/');
        if (Roots.Contains(parts[0]) && parts.Length > 1)
            return !Path.Exists(Checkout.PathOf(parts));
        if (!parts.All(IsName))
            return false;
        if (parts[0].StartsWith("LowRankDefense.", StringComparison.Ordinal))
            return !Roots.Any(root => Path.Exists(Checkout.PathOf([root, .. parts])));
        if (parts.Length == 1)
            return false;
        var below = ProductProject.All.Where(project => project.Name == parts[0]).ToList();
        return below.Count > 0
            ? !Exists(Path.Combine([below[0].Folder, .. parts[1..]]))
            : !ProductProject.All.Any(project => Exists(Path.Combine([project.Folder, .. parts])));
    }

    private static bool Exists(string path) => Path.Exists(path) || File.Exists(path + ".cs") || File.Exists(Path.ChangeExtension(path, ".cs"));

    private static bool IsName(string part) =>
        part.Length > 0 && char.IsAsciiLetterUpper(part[0]) && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_');
}
