using System.Globalization;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Scenarios.Replay.Runs;
using LowRankDefense.Streaming.Kafka;

namespace LowRankDefense.Lab.Scenarios.Replay;

/// <summary>What the topics of the consume path take per event sent, as lines of a result.</summary>
internal static class TopicFigures
{
    /// <summary>Reads the topics of a run.</summary>
    /// <param name="broker">The broker.</param>
    /// <param name="topics">Their names.</param>
    /// <param name="events">Events sent, 1 or more.</param>
    /// <param name="from">Where the input begins.</param>
    public static IEnumerable<Figure> Of(ReplayBroker broker, TopicOptions topics, long events, StartOffsets from) =>
        [
            Of(broker, "interactions", topics.Interactions, events, from),
            Of(broker, "sanitized", topics.Sanitized, events),
            Of(broker, "quarantined", topics.Quarantined, events),
            Of(broker, "rejected", topics.Rejected, events),
            Of(broker, "verdicts", topics.Verdicts, events),
            Of(broker, "alerts", topics.Alerts, events),
            Of(broker, "changelog", topics.Changelog, events),
        ];

    private static Figure Of(ReplayBroker broker, string name, string topic, long events, StartOffsets? from = null)
    {
        var stored = broker.StoredBytes(topic) is { } bytes
            ? string.Create(CultureInfo.InvariantCulture, $"; {(double)bytes / events:0.##} as stored, compressed")
            : "";
        return new Figure(
            $"bytes_per_event_{name}",
            (double)TopicSizes.BytesOf(broker.Bootstrap, topic, from) / events,
            "keys, values and headers on the topic, per event sent" + stored
        );
    }
}
