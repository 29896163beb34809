using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Populations;

namespace LowRankDefense.Simulators.Tests.Populations;

public sealed class LivelyPopulationTests
{
    private static readonly PopulationOptions Small = new()
    {
        Users = 2_000,
        Items = 300,
        MeanInteractions = 10,
        Drift = 1,
    };

    [Fact]
    public void Users_ShouldArriveOneAfterTheOther_AndClickWithinTwoHours()
    {
        var users = Draw().Ratings.GroupBy(r => r.User, StringComparer.Ordinal).ToList();

        users.Count.ShouldBe(2_000);
        users.Select(u => u.Key).ShouldBeInOrder();
        users
            .Select(u => u.Min(r => r.Timestamp!.Value))
            .Zip(users.Skip(1).Select(u => u.Min(r => r.Timestamp!.Value)))
            .ShouldAllBe(t => t.Second - t.First == 60_000);
        users.ShouldAllBe(u => u.Max(r => r.Timestamp) - u.Min(r => r.Timestamp) < 7_200_000);
        users.ShouldAllBe(u => u.Select(r => r.Item).Distinct().Count() == u.Count());
        users.ShouldAllBe(u => u.Select(r => r.Timestamp).SequenceEqual(u.Select(r => r.Timestamp).Order()));
    }

    [Fact]
    public void Trends_ShouldReachTheirUsers_AndBeAmongTheirClicks()
    {
        var population = Draw();

        var surge = Of(population, Trend.Surge);
        surge.Select(c => c.Item).Distinct().Count().ShouldBe(5);
        surge.ShouldAllBe(c => Number(c.User) > 1_400 && Number(c.User) < 1_600);
        // Of 5 · 199 draws at 0.15; five deviations.
        surge.Count.ShouldBeInRange(93, 206);
        var viral = Of(population, Trend.Viral);
        viral.Select(c => c.Item).Distinct().ShouldHaveSingleItem().ShouldNotBeOneOf([.. surge.Select(c => c.Item)]);
        viral.ShouldAllBe(c => Number(c.User) > 1_700);
        // Of 299 draws at 0.5.
        viral.Count.ShouldBeInRange(106, 193);
        var clicked = population.Ratings.Select(r => (r.User, r.Item)).ToHashSet();
        population.Trends.ShouldAllBe(c => clicked.Contains(ValueTuple.Create(c.User, c.Item)));
    }

    [Fact]
    public void Population_ShouldBeTheSyntheticOne_ButForTheTrends()
    {
        var population = Draw();
        var trends = population.Trends.Select(c => (c.User, c.Item)).ToHashSet();
        var plain = SyntheticPopulation.Draw(Small, new SeededRandom(1)).Ratings.Select(r => (r.User, r.Item)).ToHashSet();

        population.Ratings.Select(r => (r.User, r.Item)).Where(c => !trends.Contains(c)).ShouldBe(plain.Except(trends), ignoreOrder: true);
        Draw(new TrendOptions { SurgeItems = 0, ViralItems = 0 }).Ratings.Select(r => (r.User, r.Item)).ShouldBe(plain, ignoreOrder: true);
    }

    [Fact]
    public void Trends_ShouldFollowTheirOptions()
    {
        var trends = Draw(
            new TrendOptions
            {
                SurgeItems = 2,
                SurgeRate = 1,
                ViralItems = 3,
                ViralRate = 0,
            }
        ).Trends;

        trends.Count.ShouldBe(2 * 199);
        trends.ShouldAllBe(c => c.Trend == Trend.Surge);
    }

    [Fact]
    public void Populations_ShouldBeTheSame_ForOneSeed()
    {
        Draw(seed: 4).Ratings.ShouldBe(Draw(seed: 4).Ratings);
        Draw(seed: 5).Ratings.ShouldNotBe(Draw(seed: 4).Ratings);
    }

    [Fact]
    public void Options_ShouldBeRefused_WhenTheyAreOutOfRange()
    {
        Should
            .Throw<ArgumentOutOfRangeException>(() => Draw(new TrendOptions { SurgeRate = 1.1 }))
            .Message.ShouldContain("TrendOptions.SurgeRate is 1.1");
        Should
            .Throw<ArgumentOutOfRangeException>(() =>
                LivelyPopulation.Draw(Small with { Items = 10 }, new TrendOptions { ViralItems = 6 }, new SeededRandom(1))
            )
            .Message.ShouldContain("11 items are to surge or go viral, of 10");
    }

    [Fact]
    public void Truth_ShouldBeALineAClick()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Root, "trends.csv");

        TrendClick.Write(file, [new("u1", "i1", Trend.Surge), new("u2", "i2", Trend.Viral)]);

        File.ReadAllLines(file).ShouldBe(["user,item,trend", "u1,i1,surge", "u2,i2,viral"]);
    }

    private static LivelyPopulation Draw(TrendOptions? trends = null, ulong seed = 1) =>
        LivelyPopulation.Draw(Small, trends ?? new TrendOptions(), new SeededRandom(seed));

    private static List<TrendClick> Of(LivelyPopulation population, Trend trend) => [.. population.Trends.Where(c => c.Trend == trend)];

    private static int Number(string id) => int.Parse(id.AsSpan(id.IndexOf('-') + 1), System.Globalization.CultureInfo.InvariantCulture);
}
