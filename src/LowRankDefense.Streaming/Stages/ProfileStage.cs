using System.Globalization;
using System.Text;
using Confluent.Kafka;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Streaming.Kafka;

namespace LowRankDefense.Streaming.Stages;

/// <summary>Parses the event and appends it to the user's profile; what cannot be accepted goes to the reject topic with its reason and its original bytes.</summary>
internal sealed class ProfileStage(InteractionParser parser, TopicOptions topics) : IStage
{
    private const int DetailBytes = 200;

    /// <inheritdoc/>
    public void Process(EventContext context)
    {
        if (context.Record is not { } record)
            return;
        var parsed = parser.Parse(record.Key, record.Value, SchemaVersionOf(record), context.Now);
        if (!parsed.Accepted)
        {
            Reject(context, parsed.Reason, parsed.Detail);
            context.Counts.Rejected++;
            return;
        }

        var profile = context.Partition.Store.GetOrCreate(parsed.Interaction.User);
        if (profile.HasSeen(parsed.Interaction.Id))
        {
            Reject(context, RejectReason.Duplicate, "An event with this id was accepted before.");
            context.Counts.Duplicates++;
            return;
        }

        Accept(context, profile, parsed.Interaction);
    }

    private static void Accept(EventContext context, UserProfile profile, in Interaction interaction)
    {
        if (profile.TotalEvents == 0)
            profile.FirstSeen = context.Now;
        context.Interaction = interaction;
        context.Profile = profile;
        context.StatusBefore = profile.Status;
        context.IsNewItem = profile.Append(
            new ProfileEvent(interaction.Id, interaction.Item, interaction.Value, interaction.Timestamp),
            context.Detectors
        );
        context.Partition.Store.MarkChanged(profile);
        context.Counts.Accepted++;
    }

    private static ReadOnlySpan<byte> SchemaVersionOf(Message<byte[], byte[]> record) =>
        record.Headers is { Count: > 0 } headers && headers.TryGetLastBytes(RecordHeaders.SchemaVersion, out var version)
            ? (version is { Length: > 0 } ? version : "?"u8)
            : default;

    private void Reject(EventContext context, RejectReason reason, string detail)
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
