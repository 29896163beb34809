using LowRankDefense.Core.Detection.Crowds;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Detection.Crowds;

public class DriftTests
{
    private const int Items = 600;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void PopularityThatStays_ShouldBeNoDrift_HoweverFewClicksThereAre(ulong seed)
    {
        Drift.Of(Draw(1_000, seed, _ => 0)).ShouldBe(0, 0.015);
        Drift.CalmUsers(Draw(4_000, seed, _ => 0)).ShouldBe(4_000);
    }

    [Fact]
    public void HalvesThatShareNothing_ShouldBeAllDrift() => Drift.Of(Draw(2_000, 4, u => u < 1_000 ? 0 : 1)).ShouldBe(1, 0.01);

    [Fact]
    public void LittleDrift_ShouldBeLess() =>
        Drift.Of(Draw(2_000, 5, u => u < 1_000 ? 0 : 0.1)).ShouldBeInRange(0.005, 0.5 * Drift.Of(Draw(2_000, 5, u => u < 1_000 ? 0 : 0.3)));

    [Fact]
    public void ItemThatGoesViral_ShouldBeNoDrift_ThoughHalfOfTheLastUsersClickIt() =>
        Drift.Of(Draw(4_000, 6, _ => 0, viralFrom: 3_000)).ShouldBeInRange(0, 0.03);

    [Fact]
    public void UsersBehindAChange_ShouldBeCalm_AndThoseBeforeItNotAmongThem() =>
        Drift.CalmUsers(Draw(8_000, 7, u => u < 5_000 ? 0 : 1)).ShouldBe(2_000);

    [Fact]
    public void AThousandUsers_ShouldBeLeft_HoweverFastItDrifts()
    {
        Drift.CalmUsers(Draw(4_500, 8, u => Math.Max(0, u - 3_300) / 1_200.0)).ShouldBe(1_125);
        Drift.CalmUsers(Draw(1_900, 8, u => u < 950 ? 0 : 1)).ShouldBe(1_900);
    }

    [Fact]
    public void Nobody_ShouldNotDrift() => Drift.Of(CsrMatrix.FromEntries(0, 3, [])).ShouldBe(0);

    // Users with 20 clicks by popularity, on other items by so large a share; half of the last click item 0 besides.
    private static CsrMatrix Draw(int count, ulong seed, Func<int, double> drifted, int viralFrom = int.MaxValue)
    {
        var random = new SeededRandom(seed);
        var entries = new HashSet<(int, int, float)>();
        for (var u = 0; u < count; u++)
        {
            for (var c = 0; c < 20; c++)
                entries.Add((u, (random.NextDouble() < drifted(u) ? Items : 0) + (int)Math.Pow(Items, random.NextDouble()), 1f));
            if (u >= viralFrom && random.NextDouble() < 0.5)
                entries.Add((u, 0, 1f));
        }

        return CsrMatrix.FromEntries(count, (2 * Items) + 1, [.. entries.Order()]);
    }
}
