using LowRankDefense.Core.Detection.Campaigns;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Tests.Detection.Campaigns;

public class FansTests
{
    private static readonly int[] Core = [0, 1, 2];

    [Fact]
    public void ThemeThatManyLikeSomeOf_ShouldHaveFans()
    {
        // Forty users of ten clicks; ten of them have two of the three.
        var theme = Users(40, u => u < 10 ? [0, 1] : []);

        // Each item has a share of 10 / 400 of the clicks; b = 1 − exp(−10 · 0.025), one pair of items.
        var b = 1 - Math.Exp(-0.25);
        var expected = 40 * b * b;
        Fans.Nats(theme, Core, All(theme)).ShouldBe((10 * Math.Log(10 / expected)) - 10 + expected, 1e-9);
    }

    [Fact]
    public void ItemsWithPublicsOfTheirOwn_ShouldHaveNone()
    {
        var script = Users(40, u => u < 30 ? [u % 3] : []);

        Fans.Nats(script, Core, All(script)).ShouldBe(0);
        Fans.Public(script, Core, All(script)).ShouldBe(10);
    }

    [Fact]
    public void WhoHasMostOfIt_ShouldBeNoFan()
    {
        // Fakes that are in the history already.
        var script = Users(
            40,
            u =>
                u < 12 ? [0, 1, 2]
                : u < 30 ? [u % 3]
                : []
        );

        Fans.Nats(script, Core, All(script)).ShouldBe(0);
    }

    [Fact]
    public void Public_ShouldBeTheMedianOverTheCore_AndThatOfTheUsersGivenAlone()
    {
        var users = Users(
            20,
            u =>
                u < 12 ? [0]
                : u < 15 ? [1]
                : []
        );

        Fans.Public(users, Core, All(users)).ShouldBe(3);
        Fans.Public(users, Core, [0, 1]).ShouldBe(0, "most of the core has none there");
        Fans.Public(users, [], All(users)).ShouldBe(0);
        Fans.Nats(users, Core, []).ShouldBe(0);
    }

    private static int[] All(CsrMatrix users) => [.. Enumerable.Range(0, users.Rows)];

    // Ten clicks each: those asked for, and others of the user's own.
    private static CsrMatrix Users(int count, Func<int, int[]> core)
    {
        var cells = new List<(int, int, float)>();
        for (var u = 0; u < count; u++)
        {
            var own = core(u);
            cells.AddRange(own.Select(i => (u, i, 1f)));
            cells.AddRange(Enumerable.Range(0, 10 - own.Length).Select(i => (u, 3 + (10 * u) + i, 1f)));
        }

        return CsrMatrix.FromEntries(count, 3 + (10 * count), cells);
    }
}
