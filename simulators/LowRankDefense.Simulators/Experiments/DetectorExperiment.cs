using System.Diagnostics;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Evaluation;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Simulators.Experiments;

/// <summary>Trains and scores detectors of any family without labels, on a clean and on a contaminated history, and cross-validated on labels.</summary>
/// <param name="trainer">Trainer of the family.</param>
/// <param name="seed">Seed of training and folds.</param>
public sealed class DetectorExperiment(IDetectorTrainer<IDetector> trainer, ulong seed)
{
    private const int Folds = 10;
    private const int HistoryFolds = 5;

    /// <summary>Without labels, on a history known to be clean: every user is scored by a detector that learnt from the genuine users of the other four fifths.</summary>
    /// <inheritdoc cref="Fold"/>
    public DetectorScores TrainOnCleanHistory(LabelledProfiles users, CancellationToken cancel = default) =>
        Fold(users, HistoryFolds, rest => Unlabelled(users, Array.FindAll(rest, u => !users.Fake[u])), cancel);

    /// <summary>Without labels, on a history that fakes are in: every user is scored by a detector that learnt from the other four fifths of all and takes them for genuine.</summary>
    /// <inheritdoc cref="Fold"/>
    public DetectorScores TrainOnContaminatedHistory(LabelledProfiles users, CancellationToken cancel = default) =>
        Fold(users, HistoryFolds, rest => Unlabelled(users, rest), cancel);

    /// <summary>Stratified 10-fold cross-validation: every user is scored by a detector trained on the labels of the other folds.</summary>
    /// <inheritdoc cref="Fold"/>
    public DetectorScores CrossValidate(LabelledProfiles users, CancellationToken cancel = default) =>
        Fold(
            users,
            Folds,
            rest => new TrainingProfiles(users.Profiles.SelectRows(rest), users.Items, Array.ConvertAll(rest, u => users.Fake[u])),
            cancel
        );

    private static TrainingProfiles Unlabelled(LabelledProfiles users, int[] rows) => new(users.Profiles.SelectRows(rows), users.Items);

    /// <summary>Nobody is scored by a detector that has seen him.</summary>
    /// <param name="users">Profiles with the truth.</param>
    /// <param name="count">Stratified folds.</param>
    /// <param name="training">What is learnt from, of the rows that are not held out.</param>
    /// <param name="cancel">Stops between folds.</param>
    private DetectorScores Fold(LabelledProfiles users, int count, Func<int[], TrainingProfiles> training, CancellationToken cancel)
    {
        var random = new SeededRandom(seed);
        var folds = StratifiedFolds.Split(users.Fake, count, random);
        var scores = new DetectorScores(users.Profiles.Rows);
        var (learning, scoring) = (new Stopwatch(), new Stopwatch());
        for (var f = 0; f < folds.Count; f++)
        {
            learning.Start();
            var detector = trainer.Train($"fold-{f}", training(folds.Training(f)), random.Split(), cancel);
            learning.Stop();
            scoring.Start();
            Score(detector, users, folds.Test(f), scores);
            scoring.Stop();
        }

        scores.TrainSeconds = learning.Elapsed.TotalSeconds;
        scores.ScoreNanosecondsPerUser = scoring.Elapsed.TotalNanoseconds / Math.Max(1, users.Profiles.Rows);
        return scores;
    }

    private static void Score(IDetector detector, LabelledProfiles users, IEnumerable<int> rows, DetectorScores scores)
    {
        var evidence = new float[detector.EvidenceLength];
        foreach (var user in rows)
        {
            Array.Clear(evidence);
            foreach (var item in users.Profiles.ColumnsOf(user))
                detector.Add(evidence, users.Items[item], 1f);
            scores.Take(user, Assessment.Of(detector, evidence, users.Profiles.CountOf(user)));
        }
    }
}
