using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Calibration;
using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.Core.Detection.Coherence.Judging;
using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Models;

namespace LowRankDefense.EndToEnd.Tests.Guarding;

/// <summary>Detectors of the real family whose opinion is plain to see: score = items that begin with a given text / √length, threshold 1.</summary>
internal static class PlainDetectors
{
    /// <summary>A detector that convicts users of items beginning with <paramref name="prefix"/>.</summary>
    public static PcaSvmDetector Against(string prefix, string version, IReadOnlyList<string> items)
    {
        var basis = new DenseMatrix(items.Count, 1);
        for (var i = 0; i < items.Count; i++)
            basis[i, 0] = items[i].StartsWith(prefix, StringComparison.Ordinal) ? 1f : 0f;
        return new PcaSvmDetector(version, items, basis, new QuadraticForm(new DenseMatrix(1, 1), [1f], 0f), LengthCalibration.Constant(1f));
    }

    /// <summary>A detector of incoherent profiles to which every profile is coherent.</summary>
    public static CoherenceDetector WithoutDoubt(string version, IReadOnlyList<string> items) =>
        new(
            version,
            items,
            new DenseMatrix(items.Count, 2),
            new LengthCalibration(0.01, [.. Enumerable.Repeat(new float[LengthCalibration.Levels], LengthCalibration.Lengths)])
        );

    /// <summary>Publishes a detector as <c>lowrank train-detector</c> does; the models topic exists.</summary>
    public static void Publish(string bootstrap, string topic, IDetector detector)
    {
        using var producer = Clients.TransactionalProducer(bootstrap, $"test-{detector.Version}");
        producer.InitTransactions(Clients.Patience);
        producer.BeginTransaction();
        new ModelPublisher(topic).Publish(
            new Outbox(producer),
            ModelKind.OfDetector(detector.Family),
            detector.Version,
            DetectorCatalog.Encode(detector),
            before: null
        );
        producer.CommitTransaction();
    }
}
