using System.Diagnostics;
using LowRankDefense.Core.Attacks;
using LowRankDefense.Core.Attacks.Recipes;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit.Attacks;

namespace LowRankDefense.Core.Tests.Attacks.Recipes;

public sealed class BandwagonAttackTests : AttackContract
{
    private const int Target = 900;

    protected override IAttack Create() => new BandwagonAttack();

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    [InlineData(0.6)]
    public void Fillers_ShouldBePopularInTheShareAskedFor(double share)
    {
        const int fillers = 50;
        var popular = (int)Math.Round(share * fillers);

        var fakes = Attack(Staircase(), share, fillers);

        // Those drawn as popular, and of the others, drawn uniformly, the hypergeometric share that happens to be in the pool.
        var (others, left, pool) = (fillers - popular, 1_000 - 1 - popular, 2 * popular - popular);
        var mean = others * (double)pool / left;
        var deviation = Math.Sqrt(mean * (1 - ((double)pool / left)) * (left - others) / (left - 1));
        var inPool = Enumerable.Range(0, fakes.Rows).Select(f => FillersOf(fakes, f, Target).Count(i => i < 2 * popular)).ToArray();
        inPool.ShouldAllBe(n => n >= popular);
        // Five standard errors are missed once in two million seeds.
        inPool.Average().ShouldBe(popular + mean, 5 * deviation / Math.Sqrt(fakes.Rows));
    }

    [Fact]
    public void PopularFillers_ShouldBeUniformOverTheMostPopularItems()
    {
        var fakes = Attack(Staircase(), share: 1, fillers: 10);

        var counts = new int[1_000];
        for (var fake = 0; fake < fakes.Rows; fake++)
        {
            foreach (var item in FillersOf(fakes, fake, Target))
                counts[item]++;
        }

        // Items of one fake are distinct, which only lowers the variance that χ² allows for.
        counts.ShouldFit([.. Enumerable.Range(0, 1_000).Select(i => i < 20 ? 1.0 : 0.0)]);
    }

    [Fact]
    public void PopularFillers_ShouldHaveTheLargestValue_AndOthersTheGlobalDistribution_WhenAllItemsAreAlmostAsPopular()
    {
        const int fillers = 40;
        var genuine = Flat();

        var fakes = Attack(genuine, share: 0.25, fillers);

        // Values 1 to 5 are equally frequent: a normal deviate around 3 with deviation √2 is rounded to 5 with P(z > 1.5/√2) = 0.1444.
        const double top = 0.1444;
        var largest = Enumerable.Range(0, fakes.Rows).Average(f => FillersOf(fakes, f, Target).Count(i => ValueOf(fakes, f, i) == 5));
        largest.ShouldBe(10 + (30 * top), 5 * Math.Sqrt(30 * top * (1 - top) / fakes.Rows));
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void Share_ShouldBeRefused_WhenItIsNone(double share) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new BandwagonAttack(share)).ParamName.ShouldBe("popularShare");

    // The mean length was taken anew, O(users), for each filler: 600 times the work of the random attack on these data.
    [Fact]
    public void Generate_ShouldCostNoMoreForManyUsers_ThanTheRandomAttack()
    {
        var genuine = CsrMatrix.FromEntries(300_000, 500, [.. Enumerable.Range(0, 300_000).Select(u => (u, u % 500, 1f))]);
        var options = new AttackOptions
        {
            Count = 100,
            Targets = [0],
            FillerItems = 100,
        };

        var random = Fastest(() => new RandomAttack().Generate(genuine, options, new SeededRandom(1)));
        var bandwagon = Fastest(() => new BandwagonAttack().Generate(genuine, options, new SeededRandom(1)));

        (bandwagon / random).ShouldBeLessThan(10);
    }

    private static CsrMatrix Attack(CsrMatrix genuine, double share, int fillers) =>
        new BandwagonAttack(share).Generate(
            genuine,
            new AttackOptions
            {
                Count = 2_000,
                Targets = [Target],
                FillerItems = fillers,
            },
            new SeededRandom(3)
        );

    // 1,000 items, each more popular than the next as far as there are users.
    private static CsrMatrix Staircase() =>
        CsrMatrix.FromEntries(
            400,
            1_000,
            [.. Enumerable.Range(0, 1_000).SelectMany(i => Enumerable.Range(0, Math.Max(1, 400 - i)).Select(u => (u, i, 1f)))]
        );

    // 1,000 items of five ratings each, 1 to 5.
    private static CsrMatrix Flat() =>
        CsrMatrix.FromEntries(100, 1_000, [.. Enumerable.Range(0, 5_000).Select(e => (((e / 5) + (20 * (e % 5))) % 100, e / 5, 1f + (e % 5)))]);

    private static double Fastest(Action run)
    {
        var fastest = double.PositiveInfinity;
        for (var i = 0; i < 3; i++)
        {
            var watch = Stopwatch.StartNew();
            run();
            fastest = Math.Min(fastest, watch.Elapsed.TotalMilliseconds);
        }

        return fastest;
    }
}
