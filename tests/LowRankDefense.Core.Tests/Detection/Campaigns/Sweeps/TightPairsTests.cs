using LowRankDefense.Core.Detection.Campaigns.Sweeps;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Detection.Campaigns.Sweeps;

public class TightPairsTests
{
    [Fact]
    public void Pairs_ShouldBeThoseOfTheDefinition_TightestFirst()
    {
        var random = new SeededRandom(1);
        var profiles = CsrMatrix.FromEntries(
            60,
            12,
            [.. Enumerable.Range(0, 60).SelectMany(u => Enumerable.Range(0, 12).Where(_ => random.NextDouble() < 0.4).Select(i => (u, i, 1f)))]
        );

        var found = TightPairs.Of(profiles, profiles.Transpose(), fewest: 8, tightness: 0.25);

        var expected =
            from first in Enumerable.Range(0, 12)
            from second in Enumerable.Range(first + 1, 11 - first)
            let both = Users(profiles, first).Intersect(Users(profiles, second)).Count()
            let jaccard = (double)both / Users(profiles, first).Union(Users(profiles, second)).Count()
            where both >= 8 && jaccard >= 0.25
            orderby jaccard descending, first, second
            select (first, second, jaccard);
        found.ShouldNotBeEmpty();
        found.ShouldBe(expected);
    }

    private static IEnumerable<int> Users(CsrMatrix profiles, int item) =>
        Enumerable.Range(0, profiles.Rows).Where(u => profiles.ColumnsOf(u).ToArray().Contains(item));
}
