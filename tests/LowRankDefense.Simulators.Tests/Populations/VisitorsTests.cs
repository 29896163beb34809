using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Populations;

namespace LowRankDefense.Simulators.Tests.Populations;

public sealed class VisitorsTests
{
    private const long Visit = 7_200_000;
    private const long End = 1_700_000_000_000 + (2_000 * 60_000);
    private static readonly PopulationOptions Small = new()
    {
        Users = 2_000,
        Items = 300,
        MeanInteractions = 10,
    };

    [Fact]
    public void Population_ShouldBeTheOneWithoutVisitors_ButForTheirClicks()
    {
        var plain = Draw(new VisitorOptions());
        var busy = Draw(new VisitorOptions { ReturningShare = 0.5, Crawlers = 10 }, viralOldRate: 0.2);

        var clicks = busy.Ratings.ToHashSet();
        plain.Ratings.ShouldAllBe(r => clicks.Contains(r));
        busy.Trends.Take(plain.Trends.Count).ShouldBe(plain.Trends);
        plain.Ratings.ShouldBe(LivelyPopulation.Draw(Small, new TrendOptions(), new SeededRandom(1)).Ratings);
        plain.Roles.ShouldAllBe(r => r.Value == UserRole.Regular);
        plain.Roles.Count.ShouldBe(2_000);
    }

    [Fact]
    public void Accounts_ShouldStandInOrderOfArrival_TheirClicksInOrderOfTime()
    {
        var population = Draw(new VisitorOptions { ReturningShare = 0.5, Crawlers = 10 }, viralOldRate: 0.2);
        var accounts = Accounts(population);

        accounts.Select(a => a[0].User).ShouldBe(population.Roles.Select(r => r.Key));
        accounts.Select(a => a[0].Timestamp!.Value).ShouldBeInOrder();
        accounts.ShouldAllBe(a => a.Select(r => r.Timestamp!.Value).SequenceEqual(a.Select(r => r.Timestamp!.Value).Order()));
        accounts.ShouldAllBe(a => a.DistinctBy(r => r.Item).Count() == a.Length);
    }

    [Theory]
    [InlineData(0.2, 1.0)]
    [InlineData(0.5, 0.5)]
    [InlineData(1.0, 2.0)]
    public void ReturningUsers_ShouldComeBackOnce_AsManyAndForAsMuchAsTheOptionsSay(double share, double growth)
    {
        var before = Accounts(Draw(new VisitorOptions())).ToDictionary(a => a[0].User, a => a.Length);
        var population = Draw(new VisitorOptions { ReturningShare = share, ReturningGrowth = growth });
        var returning = Users(population, UserRole.Returning);

        // Of 1,800 draws, since the last tenth has no time for a pause; five deviations.
        ((double)returning.Count).ShouldBe(1_800 * share, 0.001 + (5 * Math.Sqrt(1_800 * share * (1 - share))));
        foreach (var user in returning)
        {
            var arrival = user[0].Timestamp!.Value;
            var second = user.Where(r => r.Timestamp >= arrival + Visit).ToList();
            second.Count.ShouldBe((int)Math.Round(growth * before[user[0].User]));
            user.Length.ShouldBe(before[user[0].User] + second.Count);
            // A tenth of 2,000 minutes and the first visit itself.
            second.ShouldAllBe(r => r.Timestamp >= arrival + (200 * 60_000) + Visit && r.Timestamp < End + (2 * Visit));
            (second[^1].Timestamp!.Value - second[0].Timestamp!.Value).ShouldBeLessThan(Visit);
        }
    }

    [Fact]
    public void ReturningUsers_ShouldClickByTheirTaste_AsInTheirFirstVisit()
    {
        var options = Small with { PopularityExponent = 0, TasteStrength = 6 };
        var truth = SyntheticPopulation.Draw(options, new SeededRandom(1));
        var population = LivelyPopulation.Draw(
            options,
            new TrendOptions { SurgeItems = 0, ViralItems = 0 },
            new SeededRandom(1),
            new VisitorOptions { ReturningShare = 1 }
        );

        var seconds = Users(population, UserRole.Returning).SelectMany(user => user.Where(r => r.Timestamp >= user[0].Timestamp + Visit)).ToList();

        // Of items drawn at random the mean is 0 and the deviation √8.
        seconds.Average(r => Taste(truth, Number(r.User), Number(r.Item))).ShouldBeGreaterThan(Math.Sqrt(8));
    }

    [Fact]
    public void Crawlers_ShouldWalkTheCatalogue_AtASteadyPace()
    {
        var population = Draw(
            new VisitorOptions
            {
                Crawlers = 6,
                CrawledShare = 0.25,
                CrawlerPace = 500,
            }
        );
        var crawlers = Users(population, UserRole.Crawler).OrderBy(c => c[0].User, StringComparer.Ordinal).ToList();

        crawlers.Count.ShouldBe(6);
        crawlers.ShouldAllBe(c => c.Length == 75);
        crawlers.ShouldAllBe(c => c.Zip(c.Skip(1)).All(p => p.Second.Timestamp - p.First.Timestamp == 500));
        crawlers.ShouldAllBe(c => c[0].Timestamp < End);
        foreach (var byId in crawlers.Where((_, n) => n % 2 == 0))
            byId.Zip(byId.Skip(1)).ShouldAllBe(p => Number(p.Second.Item) == (Number(p.First.Item) + 1) % 300);
        foreach (var byCategory in crawlers.Where((_, n) => n % 2 == 1))
        {
            // Ids ascend but where a category ends: of 300 items in 8 categories a quarter touches few of them.
            byCategory.Zip(byCategory.Skip(1)).Count(p => Number(p.Second.Item) < Number(p.First.Item)).ShouldBeInRange(1, 8);
            byCategory.Zip(byCategory.Skip(1)).Count(p => Number(p.Second.Item) == Number(p.First.Item) + 1).ShouldBeLessThan(40);
        }
    }

    [Theory]
    [InlineData(0.001, 8)]
    [InlineData(1.0, 300)]
    public void Crawlers_ShouldClickNoFewerThanAVerdictNeeds_AndNoItemTwice(double share, int clicks)
    {
        var crawlers = Users(Draw(new VisitorOptions { Crawlers = 4, CrawledShare = share }), UserRole.Crawler);

        crawlers.ShouldAllBe(c => c.Length == clicks && c.DistinctBy(r => r.Item).Count() == clicks);
    }

    [Fact]
    public void ViralItem_ShouldBeClickedByOldUsersToo_WhereTheyAreAsked()
    {
        var population = Draw(new VisitorOptions(), viralOldRate: 0.3);
        var accounts = Accounts(population).ToDictionary(a => a[0].User);
        var viral = population.Trends.Where(t => t.Trend == Trend.Viral).ToLookup(t => Number(t.User) > 1_700);

        // Of 1,701 draws at 0.3, and 299 at 0.5; five deviations.
        viral[false].Count().ShouldBeInRange(416, 605);
        viral[true].Count().ShouldBeInRange(106, 193);
        var late = viral[false]
            .Select(t => accounts[t.User].Single(r => r.Item == t.Item))
            .Where(r => r.Timestamp > accounts[r.User][0].Timestamp + Visit)
            .ToList();
        late.Count.ShouldBeGreaterThan(350);
        late.ShouldAllBe(r => r.Timestamp >= End - (300 * 60_000) && r.Timestamp < End + Visit);
        population.Roles.ShouldAllBe(r => r.Value == UserRole.Regular);
    }

    [Fact]
    public void Visitors_ShouldBeTheSame_ForOneSeed()
    {
        var visitors = new VisitorOptions { ReturningShare = 0.3, Crawlers = 5 };

        Draw(visitors, 0.2, seed: 3).Ratings.ShouldBe(Draw(visitors, 0.2, seed: 3).Ratings);
        Draw(visitors, 0.2, seed: 3).Roles.ShouldBe(Draw(visitors, 0.2, seed: 3).Roles);
        Draw(visitors, 0.2, seed: 4).Ratings.ShouldNotBe(Draw(visitors, 0.2, seed: 3).Ratings);
    }

    [Fact]
    public void Options_ShouldBeRefused_WhenTheyAreOutOfRange() =>
        Should
            .Throw<ArgumentOutOfRangeException>(() => Draw(new VisitorOptions { ReturningShare = -0.1 }))
            .Message.ShouldContain("VisitorOptions.ReturningShare is -0.1");

    private static LivelyPopulation Draw(VisitorOptions visitors, double viralOldRate = 0, ulong seed = 1) =>
        LivelyPopulation.Draw(Small, new TrendOptions { ViralOldRate = viralOldRate }, new SeededRandom(seed), visitors);

    private static List<Rating[]> Accounts(LivelyPopulation population) =>
        [.. population.Ratings.GroupBy(r => r.User, StringComparer.Ordinal).Select(own => own.ToArray())];

    private static List<Rating[]> Users(LivelyPopulation population, UserRole role)
    {
        var users = population.Roles.Where(r => r.Value == role).Select(r => r.Key).ToHashSet(StringComparer.Ordinal);
        return [.. Accounts(population).Where(a => users.Contains(a[0].User))];
    }

    private static double Taste(SyntheticPopulation truth, int user, int item)
    {
        var taste = 0.0;
        for (var k = 0; k < truth.Users.Columns; k++)
            taste += truth.Users.Row(user)[k] * truth.Items.Row(item)[k];
        return taste;
    }

    private static int Number(string id) => int.Parse(id.AsSpan(id.IndexOf('-') + 1), System.Globalization.CultureInfo.InvariantCulture);
}
