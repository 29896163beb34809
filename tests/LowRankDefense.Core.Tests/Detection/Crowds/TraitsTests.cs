using LowRankDefense.Core.Detection.Crowds;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Tests.Detection.Crowds;

public class TraitsTests
{
    // Item 0 is everybody's, the others are one user's each.
    private static readonly CsrMatrix Profiles = CsrMatrix.FromEntries(
        4,
        8,
        [(0, 0, 1f), (0, 1, 1f), (1, 0, 1f), (1, 2, 1f), (2, 0, 1f), (2, 3, 1f), (2, 4, 1f), (3, 5, 1f), (3, 6, 1f)]
    );

    [Fact]
    public void Popularity_ShouldBeLow_WhereNobodyElseClicksTheSame()
    {
        var traits = Traits.Of(Profiles, [0, 1, 2], _ => 0);

        traits[3].Popularity.ShouldBeLessThan(traits[0].Popularity);
        traits.ShouldAllBe(t => Math.Abs(t.Popularity) <= 4);
    }

    [Fact]
    public void Length_ShouldGrowWithTheClicks_AndBeBounded()
    {
        var traits = Traits.Of(Profiles, [0, 1, 2], _ => 0);

        traits[2].Length.ShouldBeGreaterThan(traits[0].Length);
        traits[0].Length.ShouldBe(traits[1].Length);
        traits.ShouldAllBe(t => Math.Abs(t.Length) <= 2);
    }

    [Fact]
    public void Coherence_ShouldBeTakenAsItIs_ButForWhatIsFarOut() =>
        Traits.Of(Profiles, [0, 1, 2], u => u == 1 ? -9 : 0.5).Select(t => t.Coherence).ShouldBe([0.5, -4, 0.5, 0.5]);

    [Fact]
    public void SomebodyWhoTellsWhatIsUsual_ShouldBeThere() => Should.Throw<ArgumentException>(() => Traits.Of(Profiles, [], _ => 0));
}
