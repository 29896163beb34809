using LowRankDefense.Core.Detection.Campaigns;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Detection.Campaigns;

public class AffinityTests
{
    private const int Users = 1_000;
    private const int Items = 500;
    private const int Target = Items - 1;

    // All draw by popularity; the last twenty draw from twenty items that nobody else cares for.
    private static readonly CsrMatrix Profiles = Draw();

    [Fact]
    public void UsersWhoDrawByPopularity_ShouldHaveWhatChanceWouldGiveThem() =>
        Affinity.Of(Profiles, [.. Enumerable.Range(0, 100)], new HashSet<int> { Target }).ShouldBe(1, 0.3);

    [Fact]
    public void UsersOfOnePlace_ShouldHaveManyTimesMoreInCommon_HoweverFewTheyAre() =>
        Affinity.Of(Profiles, [.. Enumerable.Range(Users - 6, 6)], new HashSet<int> { Target }).ShouldBeGreaterThan(50);

    [Fact]
    public void ItemThatAllHaveAnyway_ShouldNotCount()
    {
        int[] members = [.. Enumerable.Range(900, 50)];

        Affinity.Of(Profiles, members, new HashSet<int> { Target }).ShouldBeLessThan(0.2 * Affinity.Of(Profiles, members, new HashSet<int> { 0 }));
    }

    [Fact]
    public void GroupsOfOnePlace_ShouldShareMore_ThanGroupsWhoDrawByPopularity()
    {
        int[][] anybody =
        [
            [.. Enumerable.Range(0, 30)],
            [.. Enumerable.Range(30, 30)],
        ];
        int[][] neighbours =
        [
            [.. Enumerable.Range(Users - 20, 10)],
            [.. Enumerable.Range(Users - 10, 10)],
        ];

        Affinity.Between(Profiles, anybody, new HashSet<int>()).ShouldBe(1, 0.3);
        Affinity.Between(Profiles, neighbours, new HashSet<int>()).ShouldBeGreaterThan(10);
    }

    private static CsrMatrix Draw()
    {
        var random = new SeededRandom(8);
        var entries = new HashSet<(int, int, float)>();
        for (var u = 0; u < Users; u++)
        {
            for (var c = 0; c < 20; c++)
                entries.Add((u, u >= Users - 20 ? Items - 22 + random.NextInt(20) : (int)Math.Pow(Items - 22, random.NextDouble()), 1f));
            if (u is >= 900 and < 950)
                entries.Add((u, Target, 1f));
        }

        return CsrMatrix.FromEntries(Users, Items, [.. entries]);
    }
}
