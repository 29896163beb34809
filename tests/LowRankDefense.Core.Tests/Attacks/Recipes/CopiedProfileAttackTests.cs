using LowRankDefense.Core.Attacks;
using LowRankDefense.Core.Attacks.Recipes;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit.Attacks;

namespace LowRankDefense.Core.Tests.Attacks.Recipes;

public abstract class CopiedProfileAttackTests(bool coClicked) : AttackContract
{
    protected const int Target = 299;

    protected override IAttack Create() => new CopiedProfileAttack(0.5, coClicked);

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public void Fakes_ShouldKeepTheShareOfAGenuineProfile(double share)
    {
        var genuine = AttackData.Communities();

        var fakes = Attack(genuine, share);

        for (var fake = 0; fake < fakes.Rows; fake++)
        {
            var fillers = FillersOf(fakes, fake, Target);
            var kept = Enumerable.Range(0, genuine.Rows).Max(u => genuine.ColumnsOf(u).ToArray().Intersect(fillers).Count());
            kept.ShouldBeGreaterThanOrEqualTo((int)Math.Round(share * 8));
        }
    }

    [Fact]
    public void CopiedItems_ShouldKeepTheirValues()
    {
        var genuine = CsrMatrix.FromEntries(2, 12, [.. Enumerable.Range(0, 10).Select(i => (0, i, 1f + (i % 5)))]);

        var fakes = new CopiedProfileAttack(1, coClicked).Generate(
            genuine,
            new AttackOptions
            {
                Count = 20,
                Targets = [11],
                FillerItems = 10,
            },
            new SeededRandom(1)
        );

        for (var fake = 0; fake < fakes.Rows; fake++)
            fakes.ValuesOf(fake)[..10].ToArray().ShouldBe(genuine.ValuesOf(0).ToArray());
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Share_ShouldBeRefused_WhenItIsNone(double share) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new CopiedProfileAttack(share, coClicked)).ParamName.ShouldBe("keptShare");

    protected CsrMatrix Attack(CsrMatrix genuine, double share, int count = 200, int fillers = 8) =>
        new CopiedProfileAttack(share, coClicked).Generate(
            genuine,
            new AttackOptions
            {
                Count = count,
                Targets = [Target],
                FillerItems = fillers,
            },
            new SeededRandom(4)
        );
}

public sealed class CopiedPopularAttackTests() : CopiedProfileAttackTests(coClicked: false)
{
    [Fact]
    public void Fillers_ShouldBeProportionalToPopularity_WhereTheyAreNotCopied()
    {
        var genuine = AttackData.Ratings(1f);
        var popularity = new double[60];
        foreach (var item in genuine.ColumnIndices)
            popularity[item]++;

        var fakes = new CopiedProfileAttack(0, coClicked: false).Generate(
            genuine,
            new AttackOptions
            {
                Count = 20_000,
                Targets = [7],
                FillerItems = 1,
            },
            new SeededRandom(4)
        );

        var counts = new int[60];
        for (var fake = 0; fake < fakes.Rows; fake++)
            counts[FillersOf(fakes, fake, 7).Single()]++;
        popularity[7] = 0;
        counts.ShouldFit(popularity);
    }
}

public sealed class CopiedCoClickedAttackTests() : CopiedProfileAttackTests(coClicked: true)
{
    [Fact]
    public void Fillers_ShouldComeFromUsersWhoShareAnItemWithTheCopiedProfile()
    {
        // Communities share nothing: what is co-clicked with a profile lies in its own.
        var fakes = Attack(AttackData.Communities(), share: 0.5, fillers: 16);

        for (var fake = 0; fake < fakes.Rows; fake++)
            FillersOf(fakes, fake, Target).Select(i => i / 30).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void Fillers_ShouldFollowTheWalkOverSharedItems()
    {
        int[][] profiles =
        [
            [0, 1],
            [0, 2],
            [0, 2, 3],
            [1, 4],
            [1, 0, 3, 4],
            [4, 5],
        ];
        var genuine = CsrMatrix.FromEntries(6, 300, [.. profiles.SelectMany((items, user) => items.Select(i => (user, i, 1f)))]);

        var fakes = Attack(genuine, share: 0, count: 20_000, fillers: 1);

        var counts = new int[6];
        for (var fake = 0; fake < fakes.Rows; fake++)
            counts[FillersOf(fakes, fake, Target).Single()]++;
        counts.ShouldFit(Walk(profiles));
    }

    [Fact]
    public void Fillers_ShouldBePopular_WhenNobodySharesAnItem()
    {
        var genuine = CsrMatrix.FromEntries(3, 300, [(0, 0, 1f), (1, 1, 1f), (2, 2, 1f)]);

        var fakes = Attack(genuine, share: 0.5, count: 10, fillers: 3);

        for (var fake = 0; fake < fakes.Rows; fake++)
            FillersOf(fakes, fake, Target).ShouldBe([0, 1, 2]);
    }

    // P(item) = mean over users u of the mean over the items of u that others have, over these others, and over the items of the other
    private static double[] Walk(int[][] profiles)
    {
        var walk = new double[6];
        foreach (var profile in profiles)
        {
            int[][] OthersWith(int item) => [.. profiles.Where(p => p != profile && p.Contains(item))];
            int[] shared = [.. profile.Where(i => OthersWith(i).Length > 0)];
            foreach (var other in shared.SelectMany(i => OthersWith(i).Select(o => (Profile: o, Weight: 1.0 / OthersWith(i).Length))))
            foreach (var item in other.Profile)
                walk[item] += other.Weight / shared.Length / other.Profile.Length;
        }

        return walk;
    }
}
