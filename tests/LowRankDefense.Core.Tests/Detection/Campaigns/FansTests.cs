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
        new Fans(theme, Core, All(theme)).Nats.ShouldBe((10 * Math.Log(10 / expected)) - 10 + expected, 1e-9);
    }

    [Fact]
    public void ItemsWithPublicsOfTheirOwn_ShouldHaveNone()
    {
        var script = Users(40, u => u < 30 ? [u % 3] : []);

        new Fans(script, Core, All(script)).Nats.ShouldBe(0);
        new Fans(script, Core, All(script)).Public.ShouldBe(10);
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

        new Fans(script, Core, All(script)).Nats.ShouldBe(0);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(14, 1)]
    public void CoreOfSeveralThemes_ShouldFallIntoParts_UnlessUsersLikeMoreThanOne(int both, int parts)
    {
        // Three pairs of items, each with fans of its own; some have one item of each pair.
        int[] core = [0, 1, 2, 3, 4, 5];
        var users = Users(
            400,
            u =>
                u < both ? [0, 2, 4]
                : u < 60 ? [2 * (u % 3), (2 * (u % 3)) + 1]
                : []
        );

        var fans = new Fans(users, core, All(users));

        fans.Nats.ShouldBeGreaterThan(20);
        fans.Parts.ShouldBe(parts);
        fans.NatsAcross.ShouldBe(0, "nobody has items of two parts");
    }

    [Fact]
    public void ThemesThatManyLikeTwoOf_ShouldBeNoScripts_ThoughNoTwoItemsAreLikedTogether()
    {
        // Two users for each of the twelve pairs of items of different themes.
        int[] core = [0, 1, 2, 3, 4, 5];
        (int, int)[] across = [.. core.SelectMany(a => core.Where(b => b / 2 > a / 2).Select(b => (a, b)))];
        var users = Users(
            400,
            u =>
                u < 60 ? [2 * (u % 3), (2 * (u % 3)) + 1]
                : u < 60 + (2 * across.Length) ? [across[(u - 60) / 2].Item1, across[(u - 60) / 2].Item2]
                : []
        );

        var fans = new Fans(users, core, All(users));

        fans.Parts.ShouldBe(3);
        fans.NatsAcross.ShouldBeGreaterThan(4);
        fans.IsScript([], mostNats: 4, new CampaignOptions()).ShouldBeFalse();
    }

    [Theory]
    [InlineData(3, 0, true)]
    [InlineData(3, 3, false)]
    [InlineData(9, 3, true)]
    public void ThemesThatNobodyLikesTwoOf_ShouldBeAScripts_UnlessTheyAreFew_AndWhoHasAllOfThemSharesMore(int themes, int shared, bool isScript)
    {
        // Pairs with fans of their own, and six who have all of them; these have some other items in common, or none.
        int[] core = [.. Enumerable.Range(0, 2 * themes)];
        var users = Users(
            400,
            u =>
                u < 20 * themes ? [2 * (u % themes), (2 * (u % themes)) + 1]
                : u >= 394 ? [.. core, .. Enumerable.Range(50, shared)]
                : []
        );

        new Fans(users, core, All(users)).IsScript([.. Enumerable.Range(394, 6)], mostNats: 4, new CampaignOptions()).ShouldBe(isScript);
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, 3, false)]
    [InlineData(2, 3, true)]
    public void NoFans_ShouldMakeAScript_UnlessTheItemsAreNewToAllButUsersWhoShareMore(int publicOfEach, int shared, bool isScript)
    {
        // Six users have all three items; these have some others in common, or none. Each item has a public of its own, or none.
        var users = Users(
            400,
            u =>
                u < 3 * publicOfEach ? [u % 3]
                : u >= 394 ? [.. Core, .. Enumerable.Range(50, shared)]
                : []
        );

        new Fans(users, Core, All(users)).IsScript([.. Enumerable.Range(394, 6)], mostNats: 4, new CampaignOptions()).ShouldBe(isScript);
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

        new Fans(users, Core, All(users)).Public.ShouldBe(3);
        new Fans(users, Core, [0, 1]).Public.ShouldBe(0, "most of the core has none there");
        new Fans(users, [], All(users)).Public.ShouldBe(0);
        new Fans(users, Core, []).Nats.ShouldBe(0);
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
            cells.AddRange(Enumerable.Range(0, Math.Max(0, 10 - own.Length)).Select(i => (u, 100 + (10 * u) + i, 1f)));
        }

        return CsrMatrix.FromEntries(count, 100 + (10 * count), cells);
    }
}
