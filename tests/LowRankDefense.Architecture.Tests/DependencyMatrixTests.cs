using System.Xml.Linq;
using LowRankDefense.TestKit;

namespace LowRankDefense.Architecture.Tests;

/// <summary>Dependencies point one way: the matrix of <c>src/DESIGN.md</c>, held against the project files and the compiled assemblies.</summary>
public class DependencyMatrixTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Numerics"] = [],
        ["EmbeddedBroker"] = [],
        ["Core"] = ["Numerics"],
        ["Streaming"] = ["Core", "Numerics"],
        ["Worker"] = ["Streaming", "Core", "Numerics"],
        ["Simulators"] = ["Core", "Numerics"],
        ["Lab"] = ["Simulators", "Worker", "Streaming", "EmbeddedBroker", "Core", "Numerics"],
    };

    private static readonly Dictionary<string, string[]> PackagesKeptOut = new(StringComparer.Ordinal)
    {
        ["Numerics"] = ["Confluent.", "Microsoft.Extensions.", "prometheus", "RocksDB", "MemoryPack"],
        ["Core"] = ["Confluent.", "Microsoft.Extensions.", "prometheus", "RocksDB", "Microsoft.AspNetCore"],
        ["EmbeddedBroker"] = ["Confluent.", "RocksDB", "prometheus"],
        ["Simulators"] = ["Microsoft.AspNetCore", "RocksDB", "prometheus"],
    };

    public static TheoryData<string> Projects => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_ShouldReferenceOnlyWhatTheMatrixAllows(string project)
    {
        var references = ProjectFile(project)
            .Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/'))["LowRankDefense.".Length..]);

        references.ShouldBeSubsetOf(Allowed[project]);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_ShouldKeepOutThePackagesOfTheRim(string project)
    {
        var packages = ProjectFile(project).Descendants("PackageReference").Select(r => r.Attribute("Include")!.Value).ToList();

        foreach (var banned in PackagesKeptOut.GetValueOrDefault(project, []))
            packages.ShouldNotContain(p => p.StartsWith(banned, StringComparison.OrdinalIgnoreCase), $"{project} is not to know {banned}*");
    }

    [Fact]
    public void Matrix_ShouldNameEveryProjectOfTheProduct()
    {
        var projects = new[] { "src", "simulators" }
            .SelectMany(folder => Directory.EnumerateDirectories(Checkout.PathOf(folder), "LowRankDefense.*"))
            .Select(folder => Path.GetFileName(folder)["LowRankDefense.".Length..]);

        projects.ShouldBe(Allowed.Keys, ignoreOrder: true);
    }

    private static XDocument ProjectFile(string project)
    {
        var folder = project is "Simulators" or "Lab" ? "simulators" : "src";
        return XDocument.Load(Checkout.PathOf(folder, $"LowRankDefense.{project}", $"LowRankDefense.{project}.csproj"));
    }
}
