using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Simulators.Tests.Datasets;

public sealed class SplitTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.2)]
    [InlineData(0.5)]
    public void RandomSplit_ShouldBeAPartition_OfEachUsersItems(double share)
    {
        var ratings = Ratings();

        var (kept, heldOut) = RandomSplit.Of(ratings, share, new SeededRandom(1));

        kept.Concat(heldOut).ShouldBe(ratings, ignoreOrder: true);
        kept.ShouldBe(ratings.Where(kept.ToHashSet().Contains));
        kept.Select(r => (r.User, r.Item)).Intersect(heldOut.Select(r => (r.User, r.Item))).ShouldBeEmpty();
        foreach (var user in ratings.GroupBy(r => r.User))
        {
            var items = user.Select(r => r.Item).Distinct().Count();
            heldOut.Where(r => r.User == user.Key).Select(r => r.Item).Distinct().Count().ShouldBe((int)Math.Floor((share * items) + 1e-9));
        }
    }

    [Fact]
    public void RandomSplit_ShouldBeTheSame_ForOneSeed()
    {
        RandomSplit.Of(Ratings(), 0.3, new SeededRandom(1)).HeldOut.ShouldBe(RandomSplit.Of(Ratings(), 0.3, new SeededRandom(1)).HeldOut);
        RandomSplit.Of(Ratings(), 0.3, new SeededRandom(2)).HeldOut.ShouldNotBe(RandomSplit.Of(Ratings(), 0.3, new SeededRandom(1)).HeldOut);
    }

    [Theory]
    [InlineData(0.1, 2)]
    [InlineData(0.3, 6)]
    [InlineData(0.0, 0)]
    public void ChronologicalSplit_ShouldHoldOutTheNewest_AsManyAsItIsAsked(double share, int count)
    {
        var ratings = Enumerable.Range(0, 20).Select(n => new Rating("u", $"i{n}", 1, 1_000_000_000_000 - n)).ToList();

        ChronologicalSplit.Of(ratings, share).Newer.ShouldBe(ratings.Take(count));
    }

    [Fact]
    public void ChronologicalSplit_ShouldHoldOutAFifth_WhenNothingIsSaid()
    {
        for (var n = 1; n < 100; n++)
        {
            var ratings = Enumerable.Range(0, n).Select(i => new Rating("u", $"i{i}", 1, null)).ToList();
            ChronologicalSplit.Of(ratings).Newer.Count.ShouldBe(n / 5);
        }
    }

    // Some pairs twice.
    private static List<Rating> Ratings()
    {
        var random = new SeededRandom(7);
        return [.. Enumerable.Range(0, 500).Select(n => new Rating($"u{random.NextInt(20)}", $"i{random.NextInt(40)}", n, null))];
    }
}
