using LowRankDefense.Core.Evaluation;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Lab.Scenarios.Attacks;

/// <summary>What fakes do to one recommender that is trained with them.</summary>
/// <param name="TargetHit">Share of the genuine users with a test item that have a target in their list.</param>
/// <param name="Recall">Test items in the list / test items of the user, mean over the same users.</param>
internal readonly record struct Harm(double TargetHit, double Recall)
{
    /// <summary>Trains a victim and measures it.</summary>
    /// <param name="trainer">Of the victim.</param>
    /// <param name="data">Interactions to learn from, and those held out.</param>
    /// <param name="fakes">Fakes × items; none for the clean figure.</param>
    /// <param name="targets">Columns of the targets.</param>
    /// <param name="shown">Places of a list.</param>
    /// <param name="seed">Seed of the victim.</param>
    /// <param name="progress">Hears of every epoch or iteration; null where nobody listens.</param>
    /// <param name="stop">Stops the training.</param>
    public static Harm Of(
        IRecommenderTrainer<IRecommender> trainer,
        IndexedDataSet data,
        CsrMatrix fakes,
        int[] targets,
        int shown,
        ulong seed,
        IProgress<TrainingProgress>? progress,
        CancellationToken stop
    )
    {
        var train = data.Train.StackAbove(fakes);
        var model = trainer.Train(train, new SeededRandom(seed), progress, stop);
        var outcome = RankingMetrics.PerUser(TopN.Compute(model, train, shown, stop), data.TestFor(train), shown, targets);
        return new Harm(outcome.TargetHit!.Mean.Value, outcome.Recall.Mean.Value);
    }
}
