using LowRankDefense.Core.Evaluation.Intervals;
using LowRankDefense.Core.Factorization;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Lab.Scenarios.Demo;

/// <summary>One recommender, trained from one seed on the genuine users alone, on everything and on what the guard lets through; and what the worker published.</summary>
/// <param name="CleanRuns">Trained on the genuine users alone, from the seed of the others and from further ones, which tell how trainings vary.</param>
/// <param name="Attacked">Trained on everything, with nobody trimmed.</param>
/// <param name="Trimmed">Trained on everything, with the least supported users trimmed: what the low-rank defense does alone.</param>
/// <param name="Defended">Trained on the sanitized stream.</param>
/// <param name="Published">As the worker published it, which trained from a seed of its own.</param>
internal sealed record DemoComparison(IReadOnlyList<Exposure> CleanRuns, Exposure Attacked, Exposure Trimmed, Exposure Defended, Exposure Published)
{
    /// <summary>How often the recommender is trained.</summary>
    public const int Trainings = CleanTrainings + 3;

    private const int CleanTrainings = 5;

    // At 95 % a guard that undoes everything would fail one run of twenty by chance, for each figure that is looked at.
    private const double Level = 0.99;

    /// <summary>Trained on the genuine users alone.</summary>
    public Exposure Clean => CleanRuns[0];

    /// <summary>Where the target hits of one more training on the genuine users alone are to be expected.</summary>
    public ConfidenceInterval TargetHit => Expected(e => e.TargetHit);

    /// <summary>The same of the mean rank of the targets.</summary>
    public ConfidenceInterval TargetRank => Expected(e => e.TargetRank!.Value);

    /// <summary>The same of the recall.</summary>
    public ConfidenceInterval Recall => Expected(e => e.Recall);

    /// <summary>Whether more users are shown a target under attack than chance would have it.</summary>
    public bool AttackHarms => Attacked.TargetHit > TargetHit.High;

    /// <summary>Whether what was trained on the sanitized stream cannot be told from what was trained on the genuine users, and what was published shows no more targets.</summary>
    public bool HarmIsUndone =>
        Within(Defended.TargetHit, TargetHit)
        && Within(Defended.TargetRank!.Value, TargetRank)
        && Within(Defended.Recall, Recall)
        && Published.TargetHit <= TargetHit.High;

    /// <summary>Trains and measures.</summary>
    /// <param name="stream">What was sent.</param>
    /// <param name="sanitized">What the guard let through, over the rows of the stream.</param>
    /// <param name="published">User → recommended items.</param>
    /// <param name="recommender">Trains.</param>
    /// <param name="done">Told how many trainings are done, of <see cref="Trainings"/>.</param>
    /// <param name="stop">Stops within a training.</param>
    public static DemoComparison Of(
        DemoStream stream,
        CsrMatrix sanitized,
        IReadOnlyDictionary<string, string[]> published,
        WorkerRecommender recommender,
        Action<long> done,
        CancellationToken stop
    )
    {
        var count = 0;
        return new DemoComparison(
            [.. Enumerable.Range(0, CleanTrainings).Select(run => Trained(stream.GenuineOnly, (ulong)run))],
            Measured(recommender.TrainUnguarded(stream.Everything, stream.Seed, stop)),
            Trained(stream.Everything),
            Trained(sanitized),
            Exposure.Of(published, stream)
        );

        Exposure Trained(CsrMatrix interactions, ulong run = 0) => Measured(recommender.Train(interactions, stream.Seed + run, stop));

        Exposure Measured(FactorModel model)
        {
            var exposure = Exposure.Of(model, stream, stop);
            done(++count);
            return exposure;
        }
    }

    private ConfidenceInterval Expected(Func<Exposure, double> value) => PredictionInterval.Of([.. CleanRuns.Select(value)], Level);

    private static bool Within(double value, ConfidenceInterval interval) => value >= interval.Low && value <= interval.High;
}
