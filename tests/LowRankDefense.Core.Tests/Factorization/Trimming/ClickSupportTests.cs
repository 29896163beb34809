using LowRankDefense.Core.Detection.Coherence;
using LowRankDefense.Core.Factorization.Trimming;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Core.Tests.Factorization.Trimming;

public class ClickSupportTests
{
    // As many directions as there are communities.
    private const int Rank = 8;
    private readonly CsrMatrix users = Communities.Draw(900, 30, seed: 4).Profiles;

    [Fact]
    public void Support_ShouldBeTheMeanCosineToTheSumOfTheWeakerHalfOfTheOtherClicks()
    {
        var support = ClickSupport.Of(users, Rank, new SeededRandom(1));

        var bases = DisjointBases.Learn(users, Rank, new SeededRandom(1)).ShouldNotBeNull();
        foreach (var user in new[] { 0, 17, 450, 899, 900, 929 })
            support[user].ShouldBe(WrittenOut(users.ColumnsOf(user).ToArray(), bases.Judge(user)), 1e-5);
    }

    [Fact]
    public void SupportOfAStranger_ShouldBeTheMeanOfBothHalves()
    {
        var support = ClickSupport.Learn(users, Rank, new SeededRandom(1)).ShouldNotBeNull();

        var bases = DisjointBases.Learn(users, Rank, new SeededRandom(1)).ShouldNotBeNull();
        int[] items = [.. users.ColumnsOf(17)];
        support.Of(items).ShouldBe((WrittenOut(items, bases.Bases[0]) + WrittenOut(items, bases.Bases[1])) / 2, 1e-5);
        support.Of([0, 1]).ShouldBe(double.NaN);
        ClickSupport.Learn(users.SelectRows([0, 1]), Rank, new SeededRandom(1)).ShouldBeNull();
        Should
            .Throw<ArgumentException>(() => support.OfLearntFrom(users.SelectRows([0, 1]), new SeededRandom(1)))
            .Message.ShouldContain("2 users are not the 930 who were learnt from");
    }

    [Fact]
    public void Fakes_ShouldHaveLess_AlsoWhereHalfOfWhatTheyPushIsKnown()
    {
        var support = ClickSupport.Of(users, Rank, new SeededRandom(2));

        var genuine = support.Take(900).Order().ToArray();
        support.Skip(900).Count(s => s < genuine[9]).ShouldBeGreaterThanOrEqualTo(28, "of 30, at one genuine user of a hundred");
        genuine.Average().ShouldBeGreaterThan(0.2);
    }

    [Fact]
    public void NothingCanBeTold_OfShortProfiles_AndOfTooFewUsers()
    {
        var few = CsrMatrix.FromEntries(2, users.Columns, [(0, 0, 1f), (0, 1, 1f), (1, 0, 1f), (1, 1, 1f), (1, 2, 1f)]);

        var beside = ClickSupport.Of(users.StackAbove(few), Rank, new SeededRandom(1));

        beside[930].ShouldBe(double.NaN);
        beside[931].ShouldNotBe(double.NaN);
        ClickSupport.Of(few, Rank, new SeededRandom(1)).ShouldAllBe(s => double.IsNaN(s));
        ClickSupport.Of(CsrMatrix.FromEntries(0, 5, []), Rank, new SeededRandom(1)).ShouldBeEmpty();
    }

    [Fact]
    public void Values_ShouldNotMatter_NorTheNumberOfCores()
    {
        var expected = ClickSupport.Of(users, Rank, new SeededRandom(3));

        using (Cores.Limit(1))
            ClickSupport
                .Of(users.WithValues([.. users.Values.ToArray().Select((_, i) => 1f + (i % 5))]), Rank, new SeededRandom(3))
                .ShouldBe(expected);
    }

    [Fact]
    public void LongProfile_ShouldBeJudgedByClicksDrawnFromAllOfIt()
    {
        // Everything there is, which follows from nothing; and its columns are those of all communities in turn.
        var all = CsrMatrix.FromEntries(1, users.Columns, [.. Enumerable.Range(0, users.Columns).Select(i => (0, i, 1f))]);

        var support = ClickSupport.Of(users.StackAbove(all), Rank, new SeededRandom(1));

        support[930].ShouldBeLessThan(support.Take(900).Order().ElementAt(9));
    }

    private static double WrittenOut(int[] items, CoherenceBasis basis) =>
        items.Average(item => OfOne(item, [.. items.Where(i => i != item)], basis));

    private static double OfOne(int item, int[] others, CoherenceBasis basis)
    {
        var direction = basis.Direction(item).ToArray();
        double Product(int other) => basis.Into(other).ToArray().Zip(direction, (x, y) => (double)x * y).Sum();
        var weaker = others.OrderBy(Product).Take(others.Length - (others.Length / 2)).ToArray();
        var sum = Enumerable.Range(0, basis.Rank).Select(k => weaker.Sum(i => (double)basis.Into(i)[k])).ToArray();
        return sum.Zip(direction, (x, y) => x * y).Sum() / Math.Sqrt(sum.Sum(x => x * x));
    }
}
