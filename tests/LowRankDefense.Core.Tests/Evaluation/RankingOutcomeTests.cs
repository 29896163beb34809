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
    public void Means_ShouldBeTheMetrics()
    {
        var lists = TopN.Compute(Descending, Seen, 2);

        RankingMetrics.PerUser(lists, Test, 2, [0]).All.Select(m => m.Mean).ShouldBe(RankingMetrics.Evaluate(lists, Test, 2, [0]));
    }

    [Fact]
    public void TargetMetrics_ShouldBeAbsent_WhenThereAreNoTargets()
    {
        var outcome = RankingMetrics.PerUser(TopN.Compute(Descending, Seen, 2), Test, 2, []);

        (outcome.TargetHit, outcome.TargetRecall, outcome.All.Count).ShouldBe((null, null, 2));
    }
}
