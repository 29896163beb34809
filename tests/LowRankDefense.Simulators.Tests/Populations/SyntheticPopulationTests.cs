using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Populations;

namespace LowRankDefense.Simulators.Tests.Populations;

public sealed class SyntheticPopulationTests
{
    private static readonly PopulationOptions Small = new()
    {
        Users = 400,
        Items = 300,
        MeanInteractions = 20,
    };

    [Fact]
    public void Users_ShouldEachHaveDistinctItems_EightOrMore()
    {
        var population = Draw(Small);

        var profiles = population.Ratings.GroupBy(r => r.User, StringComparer.Ordinal).Select(g => g.Select(r => r.Item).ToArray()).ToArray();
        profiles.Length.ShouldBe(400);
        profiles.ShouldAllBe(items => items.Length >= 8 && items.Distinct().Count() == items.Length);
        population.Ratings.ShouldAllBe(r => r.Value == 1 && r.Timestamp == null);
        (population.Users.Rows, population.Users.Columns).ShouldBe((400, 8));
        (population.Items.Rows, population.Items.Columns).ShouldBe((300, 8));
    }

    [Fact]
    public void Lengths_ShouldBeLogNormalAroundTheMean()
    {
        // A mean at which hardly anybody falls below eight or above the number of items: log-normal with mean 100 and deviation 0.6 of the log.
        var lengths = Draw(Small with { Users = 1_000, Items = 2_000, MeanInteractions = 100 })
            .Ratings.GroupBy(r => r.User, StringComparer.Ordinal)
            .Select(g => (double)g.Count())
            .ToArray();

        // Deviation of one length: mean · √(exp(σ²) − 1) = 66; five standard errors are missed once in two million seeds.
        lengths.Average().ShouldBe(100, 5 * 66 / Math.Sqrt(1_000));
        var logs = lengths.Select(l => Math.Log(l)).ToArray();
        Math.Sqrt(logs.Average(l => Math.Pow(l - logs.Average(), 2))).ShouldBe(0.6, 5 * 0.6 / Math.Sqrt(2 * 1_000));
    }

    [Fact]
    public void FirstItems_ShouldBeThePopularOnes_AsFarAsTheExponentSays()
    {
        Share(1.5).ShouldBeGreaterThan(Share(0.75) + 0.15);
        Share(0.75).ShouldBeGreaterThan(Share(0) + 0.15);
        // Without a power law no item is preferred: a third of the items has a third of the interactions.
        Share(0).ShouldBe(1.0 / 3, 0.05);

        static double Share(double exponent)
        {
            var ratings = Draw(Small with { PopularityExponent = exponent, TasteStrength = 0 }).Ratings;
            return ratings.Count(r => string.CompareOrdinal(r.Item, "item-000100") < 0) / (double)ratings.Count;
        }
    }

    [Fact]
    public void Users_ShouldPickWhatTheyLike_AsFarAsTasteCounts()
    {
        MeanTaste(0).ShouldBe(0, 0.1);
        MeanTaste(4).ShouldBeGreaterThan(0.5);

        // p·q/√rank has mean 0 and deviation 1 over all pairs.
        static double MeanTaste(double strength)
        {
            var population = Draw(Small with { PopularityExponent = 0, TasteStrength = strength });
            return population.Ratings.Average(r =>
            {
                var user = population.Users.Row(Number(r.User));
                var item = population.Items.Row(Number(r.Item));
                var taste = 0.0;
                for (var k = 0; k < user.Length; k++)
                    taste += user[k] * item[k];
                return taste / Math.Sqrt(user.Length);
            });
        }
    }

    [Fact]
    public void Populations_ShouldBeTheSame_ForOneSeed()
    {
        Draw(Small, seed: 4).Ratings.ShouldBe(Draw(Small, seed: 4).Ratings);
        Draw(Small, seed: 5).Ratings.ShouldNotBe(Draw(Small, seed: 4).Ratings);
    }

    [Fact]
    public void Options_ShouldBeRefusedByName_WhenTheyAreOutOfRange()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Draw(Small with { Items = 9 })).Message.ShouldContain("PopulationOptions.Items is 9");
        Should
            .Throw<ArgumentOutOfRangeException>(() => Draw(Small with { TasteStrength = double.NaN }))
            .Message.ShouldContain("PopulationOptions.TasteStrength is NaN");
        Should.Throw<ArgumentNullException>(() => Draw(null!));
    }

    private static SyntheticPopulation Draw(PopulationOptions options, ulong seed = 1) => SyntheticPopulation.Draw(options, new SeededRandom(seed));

    private static int Number(string id) => int.Parse(id.AsSpan(id.IndexOf('-') + 1), System.Globalization.CultureInfo.InvariantCulture);
}
