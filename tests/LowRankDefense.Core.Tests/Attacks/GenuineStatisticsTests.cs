using LowRankDefense.Core.Attacks;
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
