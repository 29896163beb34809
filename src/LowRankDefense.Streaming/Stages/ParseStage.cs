using Confluent.Kafka;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Streaming.Kafka;

namespace LowRankDefense.Streaming.Stages;

/// <summary>Parses the event and refuses what cannot be accepted.</summary>
internal sealed class ParseStage(InteractionParser parser, TopicOptions topics) : IStage
{
    /// <inheritdoc/>
    public void Process(EventContext context)
    {
        if (context.Record is not { } record)
            return;
        var parsed = parser.Parse(record.Key, record.Value, SchemaVersionOf(record), context.Now);
        if (parsed.Accepted)
        {
            context.Interaction = parsed.Interaction;
            return;
        }

        Rejection.Reject(context, topics, parsed.Reason, parsed.Detail);
        context.Counts.Rejected++;
    }

    private static ReadOnlySpan<byte> SchemaVersionOf(Message<byte[], byte[]> record) =>
        record.Headers is { Count: > 0 } headers && headers.TryGetLastBytes(RecordHeaders.SchemaVersion, out var version)
            ? (version is { Length: > 0 } ? version : "?"u8)
            : default;
}
