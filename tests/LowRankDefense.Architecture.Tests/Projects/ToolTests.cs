using LowRankDefense.TestKit;

namespace LowRankDefense.Architecture.Tests.Projects;

/// <summary>The lab is packed as a .NET tool, and nothing else is packed.</summary>
public class ToolTests
{
    [Theory]
    [InlineData("PackAsTool", "true")]
    [InlineData("IsPackable", "true")]
    [InlineData("ToolCommandName", "lowrank")]
    [InlineData("PackageId", "LowRankDefense.Lab")]
    [InlineData("PackageOutputPath", "$(MSBuildThisFileDirectory)../../artifacts/packages")]
    public void Lab_ShouldBePackedAsATool(string property, string value)
    {
        ProductProject.Named("Lab").ProjectFile.Descendants(property).Single().Value.ShouldBe(value);
    }

    [Fact]
    public void OtherProjects_ShouldNotBePacked()
    {
        ProductProject.All.Where(p => p.Name != "Lab").ShouldAllBe(p => !p.ProjectFile.Descendants("IsPackable").Any());
    }

    [Fact]
    public void Packages_ShouldLieInAFolderThatIsIgnored()
    {
        File.ReadLines(Checkout.PathOf(".gitignore")).ShouldContain("artifacts/");
    }
}
