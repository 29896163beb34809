using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Simulators.Tests.Datasets;

public sealed class KCoreTests
{
    [Fact]
    public void Core_ShouldLoseWhoHasTooFew_AndWhoHasTooFewForThat()
    {
        // i3 has one user; without it u3 has one item; without u3 nothing else falls.
        var core = KCore.Of(Pairs("u1 i1", "u1 i2", "u2 i1", "u2 i2", "u3 i2", "u3 i3"), 2);

        core.ShouldBe(Pairs("u1 i1", "u1 i2", "u2 i1", "u2 i2"));
    }

    [Fact]
    public void Core_ShouldCountAPairOnce_AndKeepAllItsRatings()
    {
        KCore.Of(Pairs("u1 i1", "u1 i1"), 2).ShouldBeEmpty();
        KCore.Of(Pairs("u1 i1", "u1 i1"), 1).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 4)]
    [InlineData(4, 5)]
    [InlineData(5, 6)]
    public void Core_ShouldBeTheLargestPartInWhichAllHaveEnough(int k, ulong seed)
    {
        var random = new SeededRandom(seed);
        // Skewed, so that much falls, step by step.
        var ratings = Enumerable
            .Range(0, 600)
            .Select(n => new Rating($"u{(int)(60 * Math.Pow(random.NextDouble(), 2))}", $"i{(int)(60 * Math.Pow(random.NextDouble(), 2))}", n, null))
            .ToList();

        var core = KCore.Of(ratings, k);

        KCore.Of(core, k).ShouldBe(core);
        core.GroupBy(r => r.User).ShouldAllBe(u => u.Select(r => r.Item).Distinct().Count() >= k);
        core.GroupBy(r => r.Item).ShouldAllBe(i => i.Select(r => r.User).Distinct().Count() >= k);
        core.Count.ShouldBePositive();
        // Every part in which all have enough survives every round of throwing out: what is left in the end has all of them.
        core.ShouldBe(ByRounds(ratings, k));
    }

    [Fact]
    public void Core_ShouldBeEmpty_WhenNobodyHasEnough() => KCore.Of(Pairs("u1 i1", "u2 i2"), 2).ShouldBeEmpty();

    [Fact]
    public void K_ShouldBeRefused_BelowOne() => Should.Throw<ArgumentOutOfRangeException>(() => KCore.Of([], 0));

    private static List<Rating> ByRounds(List<Rating> ratings, int k)
    {
        while (true)
        {
            var users = ratings.GroupBy(r => r.User).ToDictionary(g => g.Key, g => g.Select(r => r.Item).Distinct().Count());
            var items = ratings.GroupBy(r => r.Item).ToDictionary(g => g.Key, g => g.Select(r => r.User).Distinct().Count());
            var left = ratings.Where(r => users[r.User] >= k && items[r.Item] >= k).ToList();
            if (left.Count == ratings.Count)
                return left;
            ratings = left;
        }
    }

    private static List<Rating> Pairs(params string[] pairs) => [.. pairs.Select(p => new Rating(p.Split(' ')[0], p.Split(' ')[1], 1, null))];
}
