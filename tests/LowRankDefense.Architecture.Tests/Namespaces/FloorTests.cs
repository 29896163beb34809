using LowRankDefense.Architecture.Tests.Projects;

namespace LowRankDefense.Architecture.Tests.Namespaces;

/// <summary>Inside a project dependencies point one way as well: no circle between folders, and no arrow but downwards on <see cref="Floors"/>. No exceptions.</summary>
public class FloorTests
{
    public static TheoryData<string> Projects => ProductProject.Names;

    [Fact]
    public void Floors_ShouldNameEveryProjectOfTheProduct()
    {
        Floors.Of.Keys.ShouldBe(ProductProject.All.Select(project => project.Name), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_ShouldFormNoCircle(string project)
    {
        Findings.ShouldBeNone(FloorCheck.Circles(GraphOf(project)));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void FoldersAtTheTop_ShouldFormNoCircle_WithWhatIsBelowThem(string project)
    {
        Findings.ShouldBeNone(FloorCheck.Circles(GraphOf(project).OfTopFolders()));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_ShouldUseOnlyLowerFloors(string project)
    {
        Findings.ShouldBeNone(FloorCheck.Violations(GraphOf(project), Floors.Of[project]));
    }

    private static NamespaceGraph GraphOf(string name)
    {
        var project = ProductProject.Named(name);
        using var module = project.ReadAssembly();
        var graph = NamespaceGraph.Of(module, project.RootNamespace);
        SourceUses.AddTo(graph, project);
        return graph;
    }
}
