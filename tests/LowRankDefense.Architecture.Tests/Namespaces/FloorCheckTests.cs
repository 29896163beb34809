namespace LowRankDefense.Architecture.Tests.Namespaces;

/// <summary>The rule can fail, and says what it found.</summary>
public class FloorCheckTests
{
    private const string Circle = """
        namespace House.Attic { class Roof { Cellar.Pump pump; } }
        namespace House.Cellar { class Pump { Kitchen.Tap[] taps; } }
        namespace House.Kitchen { class Tap { void Open() => new Attic.Roof(); } }
        """;

    private const string Stairs = """
        namespace House.Attic { class Roof { Cellar.Pump pump; } }
        namespace House.Cellar { class Pump { } }
        """;

    [Fact]
    public void Circle_ShouldBeNamed_WithTheTypesOfEveryArrow()
    {
        FloorCheck
            .Circles(SampleHouse.Compile(Circle))
            .ShouldBe([
                """
                Attic -> Cellar -> Kitchen -> Attic
                    Attic -> Cellar: Roof uses Pump
                    Cellar -> Kitchen: Pump uses Tap
                    Kitchen -> Attic: Tap uses Roof
                """,
            ]);
    }

    [Fact]
    public void Circles_ShouldAllBeNamed_WhenTheyShareAFolder()
    {
        var circles = SampleHouse
            .Compile(Circle + "namespace House.Cellar { class Shelf { Attic.Roof roof; } }")
            .Circles()
            .Select(circle => string.Join(' ', circle));

        circles.ShouldBe(["Attic Cellar Attic", "Attic Cellar Kitchen Attic"], ignoreOrder: true);
    }

    [Fact]
    public void Circle_ShouldBeFoundBetweenFoldersAtTheTop_WhenItRunsThroughDifferentFoldersBelow()
    {
        var graph = SampleHouse.Compile(
            """
            namespace House.Attic { class Roof { Cellar.Pump pump; } }
            namespace House.Attic.Chest { class Coat { } }
            namespace House.Cellar { class Pump { } class Moth { Attic.Chest.Coat coat; } }
            """
        );

        FloorCheck.Circles(graph).ShouldBeEmpty();
        FloorCheck.Circles(graph.OfTopFolders()).Single().ShouldStartWith("Attic -> Cellar -> Attic");
    }

    [Fact]
    public void Floors_ShouldBeKept_WhenEveryArrowGoesDown()
    {
        FloorCheck
            .Violations(
                SampleHouse.Compile(Stairs),
                [
                    ["Cellar"],
                    ["Attic"],
                ]
            )
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Attic", "Cellar")]
    [InlineData("Attic Cellar")]
    public void Arrow_ShouldBeRefused_WhenItDoesNotGoDown(params string[] floors)
    {
        var violation = FloorCheck.Violations(SampleHouse.Compile(Stairs), [.. floors.Select(floor => floor.Split(' '))]).ShouldHaveSingleItem();

        violation.ShouldContain("Attic (floor 0) is not to use Cellar");
        violation.ShouldContain("Roof uses Pump");
    }

    [Fact]
    public void Folder_ShouldBeRefused_WithoutAFloor()
    {
        FloorCheck
            .Violations(
                SampleHouse.Compile(Stairs),
                [
                    ["Attic"],
                ]
            )
            .ShouldBe(["Cellar stands on no floor: give it a place in Floors.cs above [] and below [Attic]."]);
    }

    [Fact]
    public void Floor_ShouldBeRefused_WithoutAFolder()
    {
        FloorCheck
            .Violations(
                SampleHouse.Compile(Stairs),
                [
                    ["Cellar"],
                    ["Attic", "Tower"],
                ]
            )
            .ShouldBe(["Tower stands on a floor and holds no type: take it off the table."]);
    }
}
