using System.Diagnostics;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Evaluation;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Simulators.Experiments;

/// <summary>Trains and scores detectors of any family by the two protocols: without labels, and cross-validated on labels.</summary>
/// <param name="trainer">Trainer of the family.</param>
/// <param name="seed">Seed of training and folds.</param>
public sealed class DetectorExperiment(IDetectorTrainer<IDetector> trainer, ulong seed)
{
    private const int Folds = 10;

    /// <summary>Trains on attacks simulated on the profiles, the unknown fakes among them, and scores every user.</summary>
    public DetectorScores TrainWithoutLabels(LabelledProfiles users, CancellationToken cancel = default)
    {
        var watch = Stopwatch.StartNew();
        var detector = trainer.Train("self", new TrainingProfiles(users.Profiles, users.Items), new SeededRandom(seed), cancel);
        var scores = new DetectorScores(users.Profiles.Rows) { TrainSeconds = watch.Elapsed.TotalSeconds };
        watch.Restart();
        Score(detector, users, Enumerable.Range(0, users.Profiles.Rows), scores);
        scores.ScoreNanosecondsPerUser = watch.Elapsed.TotalNanoseconds / Math.Max(1, users.Profiles.Rows);
        return scores;
    }

    /// <summary>Stratified 10-fold cross-validation: every user is scored by a detector trained on the labels of the other folds.</summary>
    public DetectorScores CrossValidate(LabelledProfiles users, CancellationToken cancel = default)
    {
        var random = new SeededRandom(seed);
        var folds = StratifiedFolds.Split(users.Fake, Folds, random);
        var scores = new DetectorScores(users.Profiles.Rows);
        var (training, scoring) = (new Stopwatch(), new Stopwatch());
        for (var f = 0; f < folds.Count; f++)
        {
            var rest = folds.Training(f);
            training.Start();
            var detector = trainer.Train(
                $"fold-{f}",
                new TrainingProfiles(users.Profiles.SelectRows(rest), users.Items, Array.ConvertAll(rest, u => users.Fake[u])),
                random.Split(),
                cancel
            );
            training.Stop();
            scoring.Start();
            Score(detector, users, folds.Test(f), scores);
            scoring.Stop();
        }

        scores.TrainSeconds = training.Elapsed.TotalSeconds;
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
