using LowRankDefense.TestKit;

namespace LowRankDefense.Architecture.Tests.Sources;

/// <summary>The sizes a reader feels at home in.</summary>
public class SourceStyleTests
{
    private static readonly string[] Folders = ["src", "simulators", "tests"];

    [Fact]
    public void Files_ShouldStayBelowFourHundredLines()
    {
        var tooLong = SourceFiles().Select(file => (file, lines: File.ReadLines(file).Count())).Where(f => f.lines > 400);

        tooLong.ShouldBeEmpty();
    }

    [Fact]
    public void MedianFile_ShouldStayBelowEightyLines()
    {
        var lengths = SourceFiles().Select(file => File.ReadLines(file).Count()).Order().ToList();

        lengths[lengths.Count / 2].ShouldBeLessThan(80);
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

    private static IEnumerable<string> SourceFiles() =>
        Folders
            .SelectMany(folder => Directory.EnumerateFiles(Checkout.PathOf(folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));
}
