using LowRankDefense.Core.Evaluation;
using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Lab.Scenarios.Attacks;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Recommenders;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Lab.Tests.Scenarios.Reproduction;

public class PopularityGroupsTests
{
    private const int Items = 40;

    // Item i has i + 1 clicks.
    private static readonly CsrMatrix Train = CsrMatrix.FromEntries(
        Items,
        Items,
        [.. Enumerable.Range(0, Items).SelectMany(i => Enumerable.Range(0, i + 1).Select(u => (u, i, 1f)))]
    );

    [Fact]
    public void Groups_ShouldHaveEveryItemOnce_TheMostClickedInTheHead()
    {
        var groups = TargetGroups.Names.Select(name => TargetGroups.ItemsOf(name, Train)).ToArray();

        groups.SelectMany(g => g).Order().ShouldBe(Enumerable.Range(0, Items));
        groups[0].ShouldBe([38, 39], "the uppermost twentieth");
        groups[^1].ShouldBe(Enumerable.Range(0, 20));
    }

    [Fact]
    public void Recall_ShouldBeThatOfTheItemsOfTheGroup_AndNoneWhereNobodyHasOneHeldOut()
    {
        // One user more than the items, with one held-out item of the head that is shown, and two of the tail of which one is shown.
        var test = CsrMatrix.FromEntries(1, Items, [(0, 39, 1f), (0, 3, 1f), (0, 4, 1f)]);
        var lists = ListOf(39, 3, 20);

        var recall = new PopularityGroups(Train).Recall(lists, test, shown: 3);

        recall.ShouldBe([1.0, null, null, 0.5]);
        RankingMetrics.PerUser(lists, test, 3, []).Recall.Mean.Value.ShouldBe(2.0 / 3, 1e-12);
    }

    // A user of factor 1, and items whose factors are their places.
    private static RecommendationTable ListOf(params int[] items)
    {
        var (users, columns) = (new DenseMatrix(1, 1), new DenseMatrix(Items, 1));
        users[0, 0] = 1;
        for (var at = 0; at < items.Length; at++)
            columns[items[at], 0] = items.Length - at;
        return TopN.Compute(new FactorModel(users, columns), CsrMatrix.FromEntries(1, Items, []), items.Length);
    }
}
