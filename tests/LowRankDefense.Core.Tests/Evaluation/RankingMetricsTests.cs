using LowRankDefense.Core.Evaluation;
using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Tests.Evaluation;

public class RankingMetricsTests
{
    // Every user ranks 0 > 1 > 2 > 3 > 4; seen items are masked.
    private static readonly FactorModel Descending = new(new DenseMatrix(3, 1, [1f, 1f, 1f]), new DenseMatrix(5, 1, [5f, 4f, 3f, 2f, 1f]));
    private static readonly CsrMatrix Seen = CsrMatrix.FromEntries(3, 5, [(0, 0, 1f), (1, 1, 1f)]);

    [Fact]
    public void Metrics_ShouldEqualThoseCountedByHand()
    {
        var lists = TopN.Compute(Descending, Seen, 2); // user 0: 1 2, user 1: 0 2, user 2: 0 1
        var test = CsrMatrix.FromEntries(3, 5, [(0, 1, 1f), (0, 4, 1f), (1, 3, 1f)]);

        var metrics = RankingMetrics.Evaluate(lists, test, 2, [0, 2]).ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal);

        // Users 0 and 1 have test items. Hits: 1 of 2, 0 of 1. Targets in the top 2: {2}, {0, 2}.
        metrics["recall@2"].ShouldBe(0.25);
        metrics["hr@2"].ShouldBe(0.5);
        metrics["target_hr@2"].ShouldBe(1.0);
        metrics["target_recall@2"].ShouldBe(0.75);
    }

    [Fact]
    public void Exposure_ShouldBeTheShareOfUsersWhoSeeTheItem()
    {
        var lists = TopN.Compute(Descending, Seen, 2);

        RankingMetrics.Exposure(lists, item: 0, k: 2, [0, 1, 2]).Value.ShouldBe(2.0 / 3.0);
        RankingMetrics.Exposure(lists, item: 0, k: 1, [0]).Value.ShouldBe(0.0);
    }

    [Fact]
    public void TargetRank_ShouldCountTheUnseenItemsAbove()
    {
        // Item 2 is third for user 2 and second for users 0 and 1; item 0 is first for users 1 and 2 and seen by user 0.
        TargetRanks.Mean(Descending, Seen, [0, 2], [0, 1, 2]).Value.ShouldBe((2 + 2 + 3 + 1 + 1) / 5.0);
    }

    [Fact]
    public void EveryMetric_ShouldCarryItsDefinition()
    {
        var lists = TopN.Compute(Descending, Seen, 2);

        RankingMetrics.Evaluate(lists, Seen, 2, [0]).ShouldAllBe(m => m.Definition.Length > 30);
    }

    [Fact]
    public void Evaluation_ShouldBeRefused_WhenNobodyHasATestItem() =>
        Should
            .Throw<ArgumentException>(() => RankingMetrics.Evaluate(TopN.Compute(Descending, Seen, 2), CsrMatrix.FromEntries(3, 5, []), 2, []))
            .Message.ShouldContain("test item");

    [Fact]
    public void Evaluation_ShouldBeRefused_WhenListsAreTooShort() =>
        Should.Throw<ArgumentException>(() => RankingMetrics.Evaluate(TopN.Compute(Descending, Seen, 2), Seen, 3, []));
}
