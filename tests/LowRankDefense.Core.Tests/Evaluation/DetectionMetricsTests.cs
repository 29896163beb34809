using LowRankDefense.Core.Evaluation;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Evaluation;

public class DetectionMetricsTests
{
    private static readonly float[] Scores = [0.9f, 0.8f, 0.8f, 0.4f, 0.3f, 0.1f];
    private static readonly bool[] Fake = [true, false, true, false, true, false];

    [Fact]
    public void RocAuc_ShouldCountPairs_TiesAsHalf()
    {
        // 0.9 beats 3; 0.8 beats 2 and ties 1; 0.3 beats 1: (3 + 2.5 + 1) / 9
        DetectionMetrics.RocAuc(Scores, Fake).ShouldBe(6.5 / 9.0, 1e-12);
    }

    [Fact]
    public void PrAucOfAPerfectRanking_ShouldBeOne_AndNoRoundingMore()
    {
        foreach (var fakes in Enumerable.Range(1, 100))
        {
            float[] scores = [.. Enumerable.Range(0, fakes + 5).Select(u => -(float)u)];

            DetectionMetrics.PrAuc(scores, [.. scores.Select((_, u) => u < fakes)]).ShouldBe(1.0);
        }
    }

    [Fact]
    public void PrAuc_ShouldSumPrecisionOverRecall()
    {
        // ⅓ · 1/1 + ⅓ · 2/3 + ⅓ · 3/5
        DetectionMetrics.PrAuc(Scores, Fake).ShouldBe((1.0 + (2.0 / 3.0) + 0.6) / 3.0, 1e-12);
    }

    [Theory]
    [InlineData(0.0, 1.0 / 3.0)]
    [InlineData(0.34, 2.0 / 3.0)]
    [InlineData(0.67, 1.0)]
    public void RecallAtFpr_ShouldStayWithinTheBudget(double budget, double expected) =>
        DetectionMetrics.RecallAtFpr(Scores, Fake, budget).ShouldBe(expected, 1e-12);

    [Fact]
    public void Counts_ShouldGiveTheUsualShares()
    {
        var counts = ConfusionCounts.Of([true, true, false, false], [true, false, true, false]);

        counts.ShouldBe(new ConfusionCounts(1, 1, 1, 1));
        (counts.Recall, counts.FalsePositiveRate, counts.Precision, counts.F1).ShouldBe((0.5, 0.5, 0.5, 0.5));
        ConfusionCounts.Of([false], [true]).Precision.ShouldBe(0.0);
    }

    [Fact]
    public void SizeMatchedAuc_ShouldSeeThroughLength_WhenScoresAreLengths()
    {
        var random = new SeededRandom(1);
        var lengths = Enumerable.Range(0, 2000).Select(u => u < 100 ? 90 + random.NextInt(20) : 1 + random.NextInt(120)).ToArray();
        var fake = Enumerable.Range(0, 2000).Select(u => u < 100).ToArray();
        var scores = lengths.Select(l => (float)l).ToArray();

        DetectionMetrics.RocAuc(scores, fake).ShouldBeGreaterThan(0.8);
        SizeMatchedAuc.Compute(scores, fake, lengths).ShouldBe(0.5, 0.1);
    }

    [Fact]
    public void SizeMatchedAuc_ShouldFallBackToTheNearest_WhenNobodyIsOfLikeLength()
    {
        var lengths = Enumerable.Range(1, 40).Append(1000).ToArray();
        var scores = lengths.Select(l => l > 20 && l < 1000 ? 2f : 1f).ToArray();

        // Compared with the 20 longest profiles, all of them scored above the fake.
        SizeMatchedAuc.Compute(scores, [.. lengths.Select(l => l == 1000)], lengths).ShouldBe(0.0);
    }

    [Fact]
    public void Evaluate_ShouldGiveEveryAgreedKey_WithItsDefinition()
    {
        var metrics = DetectionMetrics.Evaluate(Scores, Fake, Fake, [5, 5, 5, 5, 5, 5]);

        metrics
            .Select(m => m.Name)
            .ShouldBe([
                "users",
                "fakes",
                "recall",
                "fpr",
                "precision",
                "f1",
                "auc",
                "pr_auc",
                "base_rate",
                "recall@1%fpr",
                "recall@0.1%fpr",
                "size_matched_auc",
            ]);
        metrics.ShouldAllBe(m => m.Definition.Length > 20);
    }

    [Fact]
    public void Metrics_ShouldBeRefused_WhenOneClassIsEmptyOrAScoreIsNaN()
    {
        Should.Throw<ArgumentException>(() => DetectionMetrics.RocAuc([1f, 2f], [true, true])).Message.ShouldContain("both kinds");
        Should.Throw<ArgumentException>(() => DetectionMetrics.RocAuc([1f, float.NaN], [true, false])).Message.ShouldContain("user 1");
    }
}
