using FsCheck.Xunit;
using LowRankDefense.Core.Evaluation;
using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Tests.Evaluation;

public class RankingOutcomeTests
{
    // Every user ranks 0 > 1 > 2 > 3 > 4; seen items are masked.
    private static readonly FactorModel Descending = new(new DenseMatrix(3, 1, [1f, 1f, 1f]), new DenseMatrix(5, 1, [5f, 4f, 3f, 2f, 1f]));
    private static readonly CsrMatrix Seen = CsrMatrix.FromEntries(3, 5, [(0, 0, 1f), (1, 1, 1f)]);
    private static readonly CsrMatrix Test = CsrMatrix.FromEntries(3, 5, [(0, 1, 1f), (0, 4, 1f), (2, 3, 1f)]);

    [Fact]
    public void Values_ShouldBeThoseOfTheUsersWithTestItems()
    {
        // user 0: 1 2, user 2: 0 1
        var outcome = RankingMetrics.PerUser(TopN.Compute(Descending, Seen, 2), Test, 2, [0, 1, 4]);

        outcome.Users.ShouldBe([0, 2]);
        outcome.Recall.Values.ToArray().ShouldBe([0.5, 0.0]);
        outcome.Hit.Values.ToArray().ShouldBe([1.0, 0.0]);
        outcome.TargetHit!.Values.ToArray().ShouldBe([1.0, 1.0]);
        outcome.TargetRecall!.Values.ToArray().ShouldBe([1.0 / 3.0, 2.0 / 3.0]);
    }

    [Fact]
    public void PlacesOfTheHits_ShouldCount()
    {
        // user 0 is shown 1 2 3 4 and has 1 and 4: places 1 and 4; user 2 is shown 0 1 2 3 and has 3: place 4.
        var outcome = RankingMetrics.PerUser(TopN.Compute(Descending, Seen, 4), Test, 4, []);

        outcome.Precision.Values.ToArray().ShouldBe([0.5, 0.25]);
        outcome.ReciprocalRank.Values.ToArray().ShouldBe([1.0, 0.25]);
        // DCG = 1/log₂2 + 1/log₂5, at best 1/log₂2 + 1/log₂3
        var first = (1 + (1 / Math.Log2(5))) / (1 + (1 / Math.Log2(3)));
        outcome.Ndcg.Values.ToArray().ShouldBe([first, 1 / Math.Log2(5)], 1e-12);
    }

    [Property]
    public void Metrics_ShouldKeepTheirLaws(byte[] scores, byte[] tests, byte length)
    {
        const int Items = 12;
        var k = 1 + (length % Items);
        var model = new FactorModel(
            new DenseMatrix(1, 1, [1f]),
            new DenseMatrix(Items, 1, [.. Enumerable.Range(0, Items).Select(i => (float)At(scores, i))])
        );
        var test = CsrMatrix.FromEntries(
            1,
            Items,
            [.. Enumerable.Range(0, Items).Where(i => i == 0 || At(tests, i) % 3 == 0).Select(i => (0, i, 1f))]
        );

        var outcome = RankingMetrics.PerUser(TopN.Compute(model, CsrMatrix.FromEntries(1, Items, []), k), test, k, []);

        var (recall, hit, precision) = (outcome.Recall.Values[0], outcome.Hit.Values[0], outcome.Precision.Values[0]);
        (precision * k).ShouldBe(recall * test.CountOf(0), 1e-9, "either counts the hits");
        outcome.Ndcg.Values[0].ShouldBeInRange(0, 1 + 1e-12);
        (outcome.Ndcg.Values[0] > 0).ShouldBe(hit > 0);
        outcome.ReciprocalRank.Values[0].ShouldBeInRange(hit > 0 ? 1.0 / k : 0, hit);

        static byte At(byte[] values, int i) => values.Length == 0 ? (byte)0 : values[i % values.Length];
    }

    [Fact]
    public void Ndcg_ShouldBeOne_WhereTheTestItemsComeFirst()
    {
        var test = CsrMatrix.FromEntries(3, 5, [(2, 0, 1f), (2, 1, 1f), (2, 2, 1f)]);

        RankingMetrics.PerUser(TopN.Compute(Descending, Seen, 2), test, 2, []).Ndcg.Mean.Value.ShouldBe(1.0, 1e-12);
    }

    [Fact]
    public void Means_ShouldBeTheMetrics()
    {
        var lists = TopN.Compute(Descending, Seen, 2);

        RankingMetrics.PerUser(lists, Test, 2, [0]).All.Select(m => m.Mean).ShouldBe(RankingMetrics.Evaluate(lists, Test, 2, [0]));
    }

    [Fact]
    public void TargetMetrics_ShouldBeAbsent_WhenThereAreNoTargets()
    {
        var outcome = RankingMetrics.PerUser(TopN.Compute(Descending, Seen, 2), Test, 2, []);

        (outcome.TargetHit, outcome.TargetRecall, outcome.All.Count).ShouldBe((null, null, 5));
    }
}
