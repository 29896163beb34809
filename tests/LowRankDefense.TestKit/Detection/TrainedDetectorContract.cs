using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.TestKit.Detection;

/// <summary>What every family keeps to whose detectors are trained.</summary>
public abstract class TrainedDetectorContract : DetectorContract
{
    [Fact]
    public void OneSeed_ShouldGiveOneDetector_OnAnyNumberOfCores()
    {
        var many = DetectorCatalog.Encode(Train(seed: 3));
        using var limit = Cores.Limit(1);

        DetectorCatalog.Encode(Train(seed: 3)).ShouldBe(many);
    }

    [Fact]
    public void Training_ShouldStop_WhenCancelled()
    {
        Should.Throw<OperationCanceledException>(() => Trainer().Train("v", Profiles, new SeededRandom(1), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Trainer_ShouldSayWhatIsTooLittleToLearnFrom()
    {
        var trainer = Trainer();
        var few = new TrainingProfiles(Profiles.Profiles.SelectRows([.. Enumerable.Range(0, trainer.FewestProfiles - 1)]), Profiles.Items);
        var enough = new TrainingProfiles(Profiles.Profiles.SelectRows([.. Enumerable.Range(0, trainer.FewestProfiles)]), Profiles.Items);

        trainer.CanLearnFrom(few).ShouldBeFalse();
        Should
            .Throw<ArgumentException>(() => trainer.Train("v", few, new SeededRandom(1)))
            .Message.ShouldContain(trainer.FewestProfiles.ToString(System.Globalization.CultureInfo.InvariantCulture));
        trainer.CanLearnFrom(enough).ShouldBeTrue();
        trainer.Train("v", enough, new SeededRandom(1)).PValue(1_000f, 20).ShouldBeLessThan(0.1, "even the fewest profiles calibrate it");
    }

    /// <inheritdoc/>
    protected override IDetector Create() => Train(seed: 1);

    /// <summary>A trainer with default settings.</summary>
    protected IDetectorTrainer<IDetector> Trainer() => DetectorCatalog.CreateTrainer(Family, new DetectorSettings());

    private IDetector Train(ulong seed) => Trainer().Train("contract-1", Profiles, new SeededRandom(seed));
}
