using LowRankDefense.Core.Evaluation;
using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Core.Factorization.Popularity;
using LowRankDefense.Core.Factorization.Wrmf;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.TestKit;

namespace LowRankDefense.Core.Tests.Factorization;

/// <summary>Published quality on the split and the targets of Tang, Wen &amp; Wang (RecSys 2020). The bounds are of the literature, not of the last run.</summary>
public class GowallaQualityTests
{
    private static readonly string[] HeadTargets = ["259", "2272", "3010", "6737", "7690"];

    [SkippableFact]
    public void Wrmf_ShouldReachThePublishedNumbers_OnGowalla()
    {
        var metrics = Measure(new WrmfTrainer(new WrmfOptions()));

        metrics["recall@50"].ShouldBe(0.289, 0.004);
        metrics["hr@50"].ShouldBe(0.760, 0.006);
        metrics["target_hr@50"].ShouldBe(0.104, 0.012);
        metrics["target_recall@50"].ShouldBe(0.021, 0.004);
    }

    [SkippableFact]
    public void Ials_ShouldBeAsGood_OnGowalla()
    {
        var metrics = Measure(new IalsTrainer(new IalsOptions()));

        metrics["recall@50"].ShouldBeGreaterThanOrEqualTo(0.287);
        metrics["hr@50"].ShouldBeGreaterThan(0.754);
    }

    [SkippableFact]
    public void Popularity_ShouldBeFarBelow_OnGowalla() => Measure(new PopularityTrainer())["recall@50"].ShouldBeInRange(0.03, 0.15);

    private static Dictionary<string, double> Measure(IFactorTrainer trainer)
    {
        var data = IndexedDataSet.Of(DataSet.Load(DataSets.Require("gowalla")), binary: true);
        int[] targets =
        [
            .. HeadTargets.Select(id =>
                data.Items.TryGet(id, out var item) ? item : throw new InvalidOperationException($"Item {id} is not in the data.")
            ),
        ];

        var model = trainer.Train(data.Train, new SeededRandom(1));

        return RankingMetrics
            .Evaluate(TopN.Compute(model, data.Train, 50), data.Test, 50, targets)
            .ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal);
    }
}
