using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Simulators.Attacks;
using LowRankDefense.TestKit.Attacks;

namespace LowRankDefense.Simulators.Tests.Attacks;

public class StealthDistancesTests
{
    [Fact]
    public void Distances_ShouldBeThoseOfTheirDefinitions()
    {
        // Values: p = (½, ½, 0), q = (¼, ¼, ½) of 1, 3 and 5. Items: the same shares.
        var fakes = CsrMatrix.FromEntries(2, 3, [(0, 0, 1f), (0, 1, 3f)]);
        var genuine = CsrMatrix.FromEntries(2, 3, [(0, 0, 1f), (0, 2, 5f), (1, 1, 3f), (1, 2, 5f)]);

        var distances = StealthDistances.Of(fakes, genuine);

        // ½ (¼ + ¼ + ½)
        distances.OfValues.TotalVariation.ShouldBe(0.5, 1e-12);
        // m = (⅜, ⅜, ¼):  ½ [log₂ 4/3] + ½ [½ log₂ ⅔ + ½ log₂ 2]
        var divergence = 0.5 * (Math.Log2(4 / 3.0) + (0.5 * Math.Log2(2 / 3.0)) + 0.5);
        distances.OfValues.JensenShannon.ShouldBe(Math.Sqrt(divergence), 1e-12);
        distances.OfItems.ShouldBe(distances.OfValues);
    }

    [Fact]
    public void Users_ShouldBeNoDistanceFromThemselves_AndFarthestFromThoseWithWhomTheyShareNothing()
    {
        var users = AttackData.Ratings(1, 2, 3);
        var others = CsrMatrix.FromEntries(1, 62, [(0, 61, 9f)]);

        var (none, all) = (StealthDistances.Of(users, users), StealthDistances.Of(others, users.WithColumns(62)));

        (none.OfValues.TotalVariation, none.OfItems.TotalVariation).ShouldBe((0.0, 0.0));
        (none.OfValues.JensenShannon, none.OfItems.JensenShannon).ShouldBe((0.0, 0.0));
        foreach (var far in new[] { all.OfValues, all.OfItems })
        {
            far.TotalVariation.ShouldBe(1, 1e-9);
            far.JensenShannon.ShouldBe(1, 1e-9);
        }
    }
}
