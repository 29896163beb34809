using System.Globalization;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Streams;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Streaming.Models;

namespace LowRankDefense.Lab.Scenarios.Replay;

/// <summary>Trains detectors of all families on genuine users, without labels, as <c>train-detector</c> does, and publishes them before the worker starts.</summary>
internal static class DetectorInForce
{
    /// <summary>Trains and publishes.</summary>
    /// <param name="bootstrap">Broker.</param>
    /// <param name="topic">Models topic.</param>
    /// <param name="data">The data set, without fakes.</param>
    /// <param name="settings">Options of the training.</param>
    /// <param name="seed">Seed of the training.</param>
    /// <param name="stop">Stops within seconds.</param>
    /// <returns>Which detectors are in force, or which is not, and why.</returns>
    public static async Task<Figure> Publish(
        BrokerAddress bootstrap,
        string topic,
        IndexedDataSet data,
        DetectorSettings settings,
        ulong seed,
        CancellationToken stop
    )
    {
        await Clients.EnsureTopic(bootstrap, topic, 1);
        var profiles = new TrainingProfiles(data.Train, data.Items.Ids);
        var stamp = TimeProvider.System.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture);
        var versions = new List<string>();
        foreach (var family in DetectorCatalog.TrainedNames)
        {
            var trainer = DetectorCatalog.CreateTrainer(family, settings);
            if (!trainer.CanLearnFrom(profiles))
                return new(
                    "detector",
                    null,
                    $"{family} is not in force: the data set has {data.Users.Count} users, and training takes {trainer.FewestProfiles} with enough items"
                );
            var detector = trainer.Train($"{ModelKind.OfDetector(family)}-{stamp}", profiles, new SeededRandom(seed), stop);
            DetectorPublisher.Publish(bootstrap, topic, detector, DetectorCatalog.Encode(detector));
            versions.Add(detector.Version);
        }

        return new(
            "detector",
            string.Join(", ", versions),
            $"in force from the first event: {string.Join(" and ", DetectorCatalog.TrainedNames)}, trained without labels on the genuine users of the data set"
                + (settings.PcaSvm.LeftOut is { Length: > 0 } leftOut ? $", and not shown {leftOut} (Training:LeftOut)" : "")
        );
    }
}
