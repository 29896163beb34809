using System.Globalization;
using System.Text;
using Confluent.Kafka;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Streaming.Kafka;

namespace LowRankDefense.Streaming.Stages;

/// <summary>Sends what cannot be accepted to the reject topic, with its reason and its original bytes; later stages do not see it.</summary>
internal static class Rejection
{
    private const int DetailBytes = 200;

    /// <summary>Refuses the event in <paramref name="context"/>.</summary>
    /// <param name="context">The event.</param>
    /// <param name="topics">Where it came from, and where it goes.</param>
    /// <param name="reason">Why.</param>
    /// <param name="detail">The same for a reader, cut at 200 characters.</param>
    public static void Reject(EventContext context, TopicOptions topics, RejectReason reason, string detail)
    {
        var headers = new Headers();
        foreach (var header in context.Record!.Headers ?? [])
            headers.Add(header.Key, header.GetValueBytes());
        Add(headers, RecordHeaders.Reason, NameOf(reason));
        Add(headers, RecordHeaders.Detail, detail.Length <= DetailBytes ? detail : detail[..DetailBytes]);
        Add(headers, RecordHeaders.SourceTopic, topics.Interactions);
        Add(headers, RecordHeaders.SourcePartition, context.Partition.Partition.ToString(CultureInfo.InvariantCulture));
        Add(headers, RecordHeaders.SourceOffset, context.Offset.ToString(CultureInfo.InvariantCulture));
        context.Outbox.Send(topics.Rejected, context.Partition.Partition, context.Record.Key, context.Record.Value, headers);
        context.Refused = true;
    }

    private static void Add(Headers headers, string name, string value) => headers.Add(name, Encoding.UTF8.GetBytes(value));

    private static string NameOf(RejectReason reason) =>
        reason switch
        {
            RejectReason.Malformed => "malformed",
            RejectReason.Oversized => "oversized",
            RejectReason.UnknownVersion => "unknown-version",
            RejectReason.MissingField => "missing-field",
            RejectReason.WrongType => "wrong-type",
            RejectReason.OutOfRange => "out-of-range",
            RejectReason.FutureDated => "future-dated",
            RejectReason.KeyMismatch => "key-mismatch",
            RejectReason.Duplicate => "duplicate",
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "An accepted event has no reason."),
        };
}
