using LowRankDefense.TestKit;

namespace LowRankDefense.Architecture.Tests.Sources;

/// <summary>The sizes a reader feels at home in.</summary>
public class SourceStyleTests
{
    private const int LinesOfAFile = 250;
    private const int LinesOfAMethod = 50;
    private const int FilesOfAFolder = 15;
    private const string Reasons = "## Folders of more than fifteen files";

    private static readonly List<SourceFile> Product = [.. SourceFile.OfTheProduct()];

    [Fact]
    public void Files_ShouldStayBelow250Lines()
    {
        Findings.ShouldBeNone(
            Product.Where(file => file.Lines >= LinesOfAFile).Select(file => $"{file.Place} has {file.Lines} lines: part it by concept.")
        );
    }

    [Fact]
    public void MedianFile_ShouldStayBelow80Lines()
    {
        var lengths = Product.Concat(SourceFile.Below(Checkout.PathOf("tests"))).Select(file => file.Lines).Order().ToList();

        lengths[lengths.Count / 2].ShouldBeLessThan(80);
    }

    [Fact]
    public void Methods_ShouldStayBelow50Lines()
    {
        Findings.ShouldBeNone(
            Product
                .SelectMany(file => MethodLengths.Of(file.Syntax).Select(method => (file, method)))
                .Where(m => m.method.Lines >= LinesOfAMethod)
                .Select(m => $"{m.file.Place}:{m.method.Line} {m.method.Name} has {m.method.Lines} lines: part it by thought.")
        );
    }

    [Fact]
    public void Folders_ShouldHoldFifteenFilesAtMost_UnlessTheDesignSaysWhy()
    {
        var large = Product
            .GroupBy(file => Path.GetDirectoryName(file.Place)!.Replace('\\', '/'), StringComparer.Ordinal)
            .Where(folder => folder.Count() > FilesOfAFolder)
            .ToDictionary(folder => folder.Key, folder => folder.Count(), StringComparer.Ordinal);
        var explained = ExplainedFolders();

        Findings.ShouldBeNone([
            .. large
                .Keys.Except(explained)
                .Select(folder => $"{folder} has {large[folder]} files: part it by concept, or say why not in src/DESIGN.md under '{Reasons}'."),
            .. explained
                .Except(large.Keys)
                .Select(folder => $"{folder} has not more than {FilesOfAFolder} files: take its row out of src/DESIGN.md, '{Reasons}'."),
        ]);
    }

    [Fact]
    public void Namespaces_ShouldBeThePathsOfTheirFolders()
    {
        Findings.ShouldBeNone(
            Product
                .Where(file =>
                    file.Namespace is { } name && name != Path.GetDirectoryName(file.PathInRoot)!.Replace(Path.DirectorySeparatorChar, '.')
                )
                .Select(file => $"{file.Place} is in the namespace {file.Namespace}: name it as its folder.")
        );
    }

    [Fact]
    public void TopLevel_ShouldHoldOnlyWhatWasAgreed()
    {
        string[] agreed =
        [
            "src",
            "tests",
            "simulators",
            "docker-compose.yml",
            "LowRankDefense.sln",
            "README.md",
            "Directory.Build.props",
            "Directory.Build.targets",
            "Directory.Packages.props",
            "global.json",
        ];

        var entries = Directory.EnumerateFileSystemEntries(Checkout.Root).Select(e => Path.GetFileName(e)!);

        entries.Where(e => e[0] != '.' && e is not ("bin" or "obj" or "artifacts" or "TestResults")).Where(e => !agreed.Contains(e)).ShouldBeEmpty();
    }

    // Rows "| `folder` | reason |", until the next heading.
    private static List<string> ExplainedFolders() =>
        [
            .. File.ReadLines(Checkout.PathOf("src", "DESIGN.md"))
                .SkipWhile(line => line != Reasons)
                .Skip(1)
                .TakeWhile(line => !line.StartsWith('#'))
                .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
                .Where(cells => cells is ["", ['`', .. var folder, '`'], { Length: > 0 }, ""] && folder.Length > 0)
                .Select(cells => cells[1].Trim('`')),
        ];
}
