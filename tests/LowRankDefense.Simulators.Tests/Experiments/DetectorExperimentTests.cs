using LowRankDefense.Core.Attacks;
using LowRankDefense.Core.Attacks.Catalog;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Experiments;
using LowRankDefense.Simulators.Populations;

namespace LowRankDefense.Simulators.Tests.Experiments;

public sealed class DetectorExperimentTests
{
    private static readonly PcaSvmTrainer Trainer = new(new PcaSvmOptions { Rank = 8, FakesPerFamily = 60 });
    private static readonly LabelledProfiles Users = Attacked();

    [Fact]
    public void Protocols_ShouldTellFakesFromUsers_AndScoreEveryone()
    {
        foreach (
            var scores in new[]
            {
                new DetectorExperiment(Trainer, 1).TrainOnCleanHistory(Users),
                new DetectorExperiment(Trainer, 1).CrossValidate(Users),
            }
        )
        {
            scores.Suspicions.Length.ShouldBe(Users.Profiles.Rows);
            scores.Flagged.Length.ShouldBe(Users.Profiles.Rows);
            var (fakes, genuine) = (Of(scores, fake: true), Of(scores, fake: false));
            // AUC: the share of pairs in the right order, ties by halves
            fakes.Average(f => (genuine.Count(g => g < f) + (genuine.Count(g => g == f) / 2.0)) / genuine.Length).ShouldBeGreaterThan(0.9);
        }
    }

    [Fact]
    public void Histories_ShouldHoldWhatTheySay_AndNobodyWhoIsScored()
    {
        var seen = new List<TrainingProfiles>();
        var trainer = new RecordingTrainer(Trainer, seen);

        new DetectorExperiment(trainer, 1).TrainOnCleanHistory(Users);
        new DetectorExperiment(trainer, 1).TrainOnContaminatedHistory(Users);

        seen.ShouldAllBe(t => t.Fake == null, "without labels");
        seen[..5].Select(t => t.Profiles.Rows).ShouldAllBe(rows => rows == 240);
        seen[5..].Select(t => t.Profiles.Rows).ShouldAllBe(rows => rows == 240 + 24);
    }

    [Fact]
    public void Scores_ShouldBeTheSame_ForOneSeed()
    {
        new DetectorExperiment(Trainer, 2)
            .CrossValidate(Users)
            .Suspicions.ShouldBe(new DetectorExperiment(Trainer, 2).CrossValidate(Users).Suspicions);
        new DetectorExperiment(Trainer, 3)
            .CrossValidate(Users)
            .Suspicions.ShouldNotBe(new DetectorExperiment(Trainer, 2).CrossValidate(Users).Suspicions);
    }

    [Fact]
    public void Training_ShouldStop_WhenCancelled() =>
        Should.Throw<OperationCanceledException>(() =>
            new DetectorExperiment(Trainer, 1).TrainOnCleanHistory(Users, new CancellationToken(canceled: true))
        );

    private static float[] Of(DetectorScores scores, bool fake) => [.. scores.Suspicions.Where((_, u) => Users.Fake[u] == fake)];

    private static LabelledProfiles Attacked()
    {
        var random = new SeededRandom(9);
        var ratings = SyntheticPopulation
            .Draw(
                new PopulationOptions
                {
                    Users = 300,
                    Items = 200,
                    MeanInteractions = 20,
                },
                random
            )
            .Ratings;
        var data = IndexedDataSet.Of(new DataSet("population", ratings, []));
        var fakes = AttackCatalog.ByName("random").Generate(data.Train, new AttackOptions { Count = 30, Targets = [199] }, random);
        return new LabelledProfiles(
            data.Train.StackAbove(fakes),
            data.Items.Ids,
            [.. Enumerable.Repeat(false, data.Train.Rows), .. Enumerable.Repeat(true, fakes.Rows)]
        );
    }

    /// <summary>Trains as another, and remembers on what.</summary>
    private sealed class RecordingTrainer(PcaSvmTrainer trainer, List<TrainingProfiles> seen) : IDetectorTrainer<IDetector>
    {
        public int FewestProfiles => trainer.FewestProfiles;

        public bool CanLearnFrom(TrainingProfiles profiles) => trainer.CanLearnFrom(profiles);

        public IDetector Train(string version, TrainingProfiles profiles, SeededRandom random, CancellationToken cancel = default)
        {
            seen.Add(profiles);
            return trainer.Train(version, profiles, random, cancel);
        }
    }
}
