namespace LowRankDefense.Architecture.Tests.Projects;

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

    // How the names of packages and of their assemblies begin.
    private static readonly Dictionary<string, string[]> PackagesKeptOut = new(StringComparer.Ordinal)
    {
        ["Numerics"] = ["Confluent.", "Microsoft.Extensions.", "prometheus", "RocksDB", "MemoryPack"],
        ["Core"] = ["Confluent.", "Microsoft.Extensions.", "prometheus", "RocksDB", "Microsoft.AspNetCore"],
        ["EmbeddedBroker"] = ["Confluent.", "RocksDB", "prometheus"],
        ["Simulators"] = ["Microsoft.AspNetCore", "RocksDB", "prometheus"],
    };

    public static TheoryData<string> Projects => ProductProject.Names;

    [Fact]
    public void Matrix_ShouldNameEveryProjectOfTheProduct()
    {
        Allowed.Keys.ShouldBe(ProductProject.All.Select(project => project.Name), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void ProjectFile_ShouldReferenceOnlyWhatTheMatrixAllows(string project)
    {
        var references = ProductProject
            .Named(project)
            .ProjectFile.Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/'))["LowRankDefense.".Length..]);

        references.ShouldBeSubsetOf(Allowed[project]);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Assembly_ShouldUseOnlyWhatTheMatrixAllows(string project)
    {
        var used = ReferencesOf(project).Select(ProductProject.OfAssembly).OfType<ProductProject>().Select(p => p.Name);

        used.ShouldBeSubsetOf(Allowed[project]);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_ShouldKeepOutThePackagesOfTheRim(string project)
    {
        var packages = ProductProject.Named(project).ProjectFile.Descendants("PackageReference").Select(r => r.Attribute("Include")!.Value);
        var known = packages.Concat(ReferencesOf(project)).ToList();

        foreach (var banned in PackagesKeptOut.GetValueOrDefault(project, []))
            known.ShouldNotContain(p => p.StartsWith(banned, StringComparison.OrdinalIgnoreCase), $"{project} is not to know {banned}*");
    }

    [Fact]
    public void References_ShouldBeSeen_SoThatTheRulesCanFail()
    {
        ReferencesOf("Lab").ShouldContain("LowRankDefense.Worker");
        ReferencesOf("Streaming").ShouldContain(name => name.StartsWith("RocksDB", StringComparison.OrdinalIgnoreCase));
    }

    private static List<string> ReferencesOf(string project)
    {
        using var module = ProductProject.Named(project).ReadAssembly();
        return [.. module.AssemblyReferences.Select(reference => reference.Name)];
    }
}
