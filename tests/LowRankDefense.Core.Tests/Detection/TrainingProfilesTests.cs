using LowRankDefense.Core.Detection;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Tests.Detection;

public class TrainingProfilesTests
{
    private static readonly TrainingProfiles Two = new(CsrMatrix.FromEntries(2, 2, [(0, 0, 1f), (1, 1, 1f)]), ["a", "b"]);

    [Fact]
    public void ItemsOfTheConvictedAlone_ShouldGetColumnsBehindTheOthers()
    {
        var both = Two.With([
            ["b", "new", "b"],
            ["new"],
        ]);

        both.Items.ShouldBe(["a", "b", "new"]);
        (both.Profiles.Rows, both.Profiles.Columns, both.Profiles.NonZeros).ShouldBe((2, 3, 2));
        var convicted = both.Convicted.ShouldNotBeNull();
        convicted.ColumnsOf(0).ToArray().ShouldBe([1, 2]);
        convicted.ColumnsOf(1).ToArray().ShouldBe([2]);
    }

    [Fact]
    public void NobodyConvicted_ShouldChangeNothing() => Two.With([]).ShouldBeSameAs(Two);
}
