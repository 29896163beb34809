using LowRankDefense.Core.Attacks;
using LowRankDefense.Core.Attacks.Recipes;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Attacks;

public sealed class GenuineStatisticsTests
{
    // Users 0 and 2 rate, user 1 does not; item 3 is rated by nobody.
    private static readonly GenuineStatistics Few = new(CsrMatrix.FromEntries(3, 4, [(0, 0, 1f), (0, 1, 4f), (2, 0, 2f), (2, 1, 4f), (2, 2, 0.5f)]));

    [Fact]
    public void Moments_ShouldBeThoseOfThePopulation()
    {
        Few.Mean.ShouldBe(11.5 / 5, 1e-12);
        // E x² − (E x)² = (1 + 16 + 4 + 16 + 0.25)/5 − 2.3²
        Few.Deviation.ShouldBe(Math.Sqrt((37.25 / 5) - (2.3 * 2.3)), 1e-12);
        Few.MeanOf(0).ShouldBe(1.5, 1e-12);
        Few.DeviationOf(0).ShouldBe(0.5, 1e-12);
        Few.DeviationOf(1).ShouldBe(0);
    }

    [Fact]
    public void Moments_ShouldBeTheGlobalOnes_WhereAnItemHasTooFewValues()
    {
        Few.MeanOf(3).ShouldBe(Few.Mean);
        Few.DeviationOf(3).ShouldBe(Few.Deviation);
        Few.MeanOf(2).ShouldBe(0.5);
        Few.DeviationOf(2).ShouldBe(Few.Deviation);
    }

    [Fact]
    public void ClosestItems_ShouldBeThoseWithTheSameUsers_BeforePopularOnes()
    {
        // Item 0 has users 0 and 1, item 1 the same, item 2 user 0 alone, item 3 all four, item 4 none of them.
        (int, int)[] cells = [(0, 0), (1, 0), (0, 1), (1, 1), (0, 2), (0, 3), (1, 3), (2, 3), (3, 3), (2, 4)];
        var statistics = new GenuineStatistics(CsrMatrix.FromEntries(4, 5, [.. cells.Select(c => (c.Item1, c.Item2, 1f))]));

        // Cosines 1, 1/√2 and 2/√8: of equally close ones the lower column first.
        statistics.ClosestTo(0, 5).ShouldBe([1, 2, 3]);
        statistics.ClosestTo(0, 1).ShouldBe([1]);
    }

    [Fact]
    public void TargetThatNobodyElsesItemsAreNear_ShouldBeRefused_WhereItsNeighboursAreToBePushed()
    {
        var attack = new AttackOptions
        {
            Count = 1,
            Targets = [3],
            Neighbours = 2,
        };

        Should
            .Throw<ArgumentException>(() => new RandomAttack().Generate(Few.Genuine, attack, new SeededRandom(1)))
            .Message.ShouldContain("push the targets themselves");
    }

    [Fact]
    public void Popularity_ShouldOrderItems_TiesByColumn()
    {
        Few.Popularity.ShouldBe([2, 2, 1, 0]);
        Few.ByPopularity.ShouldBe([0, 1, 2, 3]);
    }

    [Fact]
    public void Scale_ShouldBeTheValuesThatOccur()
    {
        Few.Scale.ToArray().ShouldBe([0.5f, 1f, 2f, 4f]);
        (Few.Minimum, Few.Maximum, Few.IsImplicit).ShouldBe((0.5f, 4f, false));
        new GenuineStatistics(CsrMatrix.FromEntries(1, 2, [(0, 0, 3f), (0, 1, 3f)])).IsImplicit.ShouldBeTrue();
    }

    [Fact]
    public void MeanLength_ShouldLeaveOutUsersWithoutItems() => Few.MeanLength.ShouldBe(2);

    [Fact]
    public void DrawUser_ShouldBeUniformOverUsersWithItems()
    {
        var random = new SeededRandom(1);
        var counts = new int[3];
        for (var draw = 0; draw < 2_000; draw++)
            counts[Few.DrawUser(random)]++;

        counts.ShouldFit([1, 0, 1]);
    }

    [Fact]
    public void ByItem_ShouldListTheUsersOfEachItem() => Few.ByItem.ColumnsOf(1).ToArray().ShouldBe([0, 2]);
}
