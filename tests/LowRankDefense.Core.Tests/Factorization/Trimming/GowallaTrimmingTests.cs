using LowRankDefense.Core.Attacks;
using LowRankDefense.Core.Attacks.Catalog;
using LowRankDefense.Core.Evaluation;
using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Core.Factorization.Trimming;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.TestKit;

namespace LowRankDefense.Core.Tests.Factorization.Trimming;

/// <summary>What trimming does for real users, by an attack that it knows nothing of.</summary>
public class GowallaTrimmingTests
{
    private static readonly string[] HeadTargets = ["259", "2272", "3010", "6737", "7690"];

    [SkippableFact]
    public void Attack_ShouldGainNothingBehindIt_AndGenuineUsersLoseNothing()
    {
        var data = IndexedDataSet.Of(DataSet.Load(DataSets.Require("gowalla")), binary: true);
        int[] targets = [.. HeadTargets.Select(id => data.Items.TryGet(id, out var item) ? item : -1)];
        var fakes = AttackCatalog.ByName("bandwagon").Generate(data.Train, new AttackOptions { Count = 131, Targets = targets }, new SeededRandom(3));
        var attacked = data.Train.StackAbove(fakes);

        var trimmed = new TrimmedTraining(new TrimmingOptions()).LeastSupported(attacked, new SeededRandom(1));

        trimmed.Count(u => u >= data.Train.Rows).ShouldBeGreaterThan(120, "of 131, among two of a hundred");
        var (clean, harmed, defended) = (
            Measure(data, data.Train, targets, []),
            Measure(data, attacked, targets, []),
            Measure(data, attacked, targets, trimmed)
        );
        harmed.Target.ShouldBeGreaterThan(clean.Target + 0.01);
        defended.Target.ShouldBe(clean.Target, 0.004);
        defended.Recall.ShouldBeGreaterThan(clean.Recall - 0.002);
    }

    [SkippableFact]
    public void CleanData_ShouldLoseLittle()
    {
        var data = IndexedDataSet.Of(DataSet.Load(DataSets.Require("ml-100k")), binary: true);
        var trimmed = new TrimmedTraining(new TrimmingOptions()).LeastSupported(data.Train, new SeededRandom(1));

        trimmed.Length.ShouldBe(18, "two of a hundred of 943");
        Measure(data, data.Train, [0], trimmed).Recall.ShouldBeGreaterThan(Measure(data, data.Train, [0], []).Recall - 0.004);
    }

    private static (double Target, double Recall) Measure(IndexedDataSet data, CsrMatrix interactions, int[] targets, int[] trimmed)
    {
        var trainer = new IalsTrainer(new IalsOptions { Rank = 32 });
        var problem = WeightedInteractions.Uniform(interactions, trainer.Confidence);
        var model = TrimmedTraining.Train(trainer, problem, trimmed, new SeededRandom(5), progress: null, CancellationToken.None);
        var outcome = RankingMetrics.PerUser(TopN.Compute(model, interactions, 50), data.TestFor(interactions), 50, targets);
        return (outcome.TargetHit!.Mean.Value, outcome.Recall.Mean.Value);
    }
}
