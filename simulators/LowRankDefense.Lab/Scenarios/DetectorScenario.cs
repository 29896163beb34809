using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.Core.Detection.Coherence.Judging;
using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Core.Evaluation;
using LowRankDefense.Lab.Output;
using LowRankDefense.Simulators.Experiments;

namespace LowRankDefense.Lab.Scenarios;

/// <summary>Trains detectors by one protocol and measures how well they tell fakes from genuine users.</summary>
internal sealed class DetectorScenario
{
    /// <summary>The protocol that trains without labels on attacks simulated on the data, once without the fakes in it and once with them.</summary>
    public const string WithoutLabels = "self";

    private const string DownSampled = "cv-down-sampled";

    /// <summary>All protocols: without labels, stratified 10-fold cross-validation, and the latter with as many genuine users as fakes.</summary>
    public static string[] Protocols { get; } = [WithoutLabels, "cv", DownSampled];

    /// <summary>Profiles with the truth.</summary>
    public required LabelledProfiles Users { get; init; }

    /// <summary>One of <see cref="Protocols"/>.</summary>
    public required string Protocol { get; init; }

    /// <summary>Family of detectors, as the catalog names it.</summary>
    public required string Detector { get; init; }

    /// <summary>False-positive budget of the thresholds, 0 to 1.</summary>
    public required double Budget { get; init; }

    /// <summary>Attacks that self-training is not shown; may be empty.</summary>
    public required IReadOnlyList<string> LeftOut { get; init; }

    /// <summary>What is true of the fakes, in the order of their rows, which are the last; null where nobody knows.</summary>
    public AttackTruth? Truth { get; init; }

    /// <summary>Seed of training, folds and intervals.</summary>
    public required ulong Seed { get; init; }

    /// <summary>All metrics of detection with the intervals of two of them, and what it cost.</summary>
    public IReadOnlyList<Figure> Run(CancellationToken stop)
    {
        var settings = new DetectorSettings
        {
            PcaSvm = new PcaSvmOptions
            {
                FalsePositiveBudget = Budget,
                DownSampled = Protocol == DownSampled,
                LeftOut = string.Join(',', LeftOut),
            },
            Coherence = new CoherenceOptions { FalsePositiveBudget = Budget },
        };
        var experiment = new DetectorExperiment(DetectorCatalog.CreateTrainer(Detector, settings), Seed);
        IEnumerable<Figure> figures =
            Protocol == WithoutLabels
                ?
                [
                    .. Of(experiment.TrainOnCleanHistory(Users, stop), "clean_", "; the history it learns from is clean"),
                    .. Of(experiment.TrainOnContaminatedHistory(Users, stop), "contaminated_", "; fakes are in the history it learns from"),
                ]
                : Of(experiment.CrossValidate(Users, stop), "", "");
        return [.. figures, new("labels_absent", Users.Absent, "labels of users who are not in the data, passed over"), Memory.Figure()];
    }

    private IEnumerable<Figure> Of(DetectorScores result, string prefix, string history) =>
        DetectionMetrics
            .Evaluate(result.Suspicions, result.Flagged, Users.Fake, Users.Lengths)
            .SelectMany(m => WithInterval(m, result))
            .Concat(Truth?.Recalls([.. result.Flagged[^Truth.Fakes.Count..]], "were flagged") ?? [])
            .Append(new("train_seconds", result.TrainSeconds, "wall time of the training, all folds"))
            .Append(new("score_ns_per_user", result.ScoreNanosecondsPerUser, "projecting and scoring a whole profile, one thread"))
            .Select(f => f with { Name = prefix + f.Name, Definition = f.Definition + history });

    private IEnumerable<Figure> WithInterval(Metric metric, DetectorScores result) =>
        metric.Name switch
        {
            "recall" => IntervalFigures.OfRecall(metric, result.Flagged, Users.Fake, Seed),
            "auc" => IntervalFigures.OfAuc(metric, result.Suspicions, Users.Fake, Seed),
            _ => [Figure.Of(metric)],
        };
}
