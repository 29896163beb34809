using System.Globalization;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Streams;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Lab.Scenarios.Replay;

/// <summary>Trains a detector on genuine users, without labels, as <c>train-detector</c> does, and publishes it before the worker starts.</summary>
internal static class DetectorInForce
{
    /// <summary>Trains and publishes.</summary>
    /// <param name="bootstrap">Broker.</param>
    /// <param name="topic">Models topic.</param>
    /// <param name="data">The data set, without fakes.</param>
    /// <param name="settings">Options of the training.</param>
    /// <param name="seed">Seed of the training.</param>
    /// <param name="stop">Stops within seconds.</param>
    /// <returns>Which detector is in force, or why there is none.</returns>
    public static async Task<Figure> Publish(
        string bootstrap,
        string topic,
        IndexedDataSet data,
        DetectorSettings settings,
        ulong seed,
        CancellationToken stop
    )
    {
        var family = DetectorCatalog.TrainedNames[0];
        var trainer = DetectorCatalog.CreateTrainer(family, settings);
        var profiles = new TrainingProfiles(data.Train, data.Items.Ids);
        if (!trainer.CanLearnFrom(profiles))
            return new(
                "detector",
                null,
                $"none in force: the data set has {data.Users.Count} users, and training takes {trainer.FewestProfiles} with enough items; no fake can be found"
            );
        var version = "detector-" + TimeProvider.System.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture);
        var detector = trainer.Train(version, profiles, new SeededRandom(seed), stop);
        await Clients.EnsureTopic(bootstrap, topic, 1);
        DetectorPublisher.Publish(bootstrap, topic, detector, DetectorCatalog.Encode(detector));
        return new("detector", version, $"in force from the first event: {family}, trained without labels on the genuine users of the data set");
    }
}
