using System.Text;
using LowRankDefense.Core.Detection;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Models;

namespace LowRankDefense.Lab.Streams;

/// <summary>Publishes detectors.</summary>
internal static class DetectorPublisher
{
    /// <summary>Publishes a detector in place of the one of its family that is there: workers take it at their next cycle.</summary>
    /// <param name="bootstrap">Broker.</param>
    /// <param name="topic">Models topic.</param>
    /// <param name="detector">The detector.</param>
    /// <param name="bytes">Its encoding.</param>
    /// <exception cref="Confluent.Kafka.KafkaException">The broker refuses, or is gone.</exception>
    public static void Publish(BrokerAddress bootstrap, string topic, IDetector detector, byte[] bytes)
    {
        var kind = ModelKind.OfDetector(detector.Family);
        ModelManifest? before = null;
        TopicDump.Read(
            bootstrap,
            topic,
            r =>
            {
                if (r.Message.Value is not null && Encoding.UTF8.GetString(r.Message.Key) == $"{kind}/manifest")
                    before = ModelManifest.FromBytes(r.Message.Value);
            }
        );
        using var producer = Clients.TransactionalProducer(bootstrap, $"lowrank-train-detector-{detector.Version}");
        producer.InitTransactions(Clients.Patience);
        producer.BeginTransaction();
        new ModelPublisher(topic).Publish(new Outbox(producer), kind, detector.Version, bytes, before);
        producer.CommitTransaction();
    }
}
