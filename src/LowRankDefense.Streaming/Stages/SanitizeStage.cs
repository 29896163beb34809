using Confluent.Kafka;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Sanitization;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Pipeline;

namespace LowRankDefense.Streaming.Stages;

/// <summary>Publishes what passes, keeps apart what does not, and undoes what was published of a user found fake.</summary>
internal sealed class SanitizeStage(AdmissionPolicy admission, TopicOptions topics) : IStage
{
    private readonly Headers retraction = new() { { RecordHeaders.Type, System.Text.Encoding.UTF8.GetBytes(RecordHeaders.Retract) } };

    public void Process(EventContext context)
    {
        var profile = context.Profile;
        var disposition = admission.DispositionOf(context.Before, profile.Standing);
        // The newest event of the profile is the one at hand; what is done to earlier ones leaves it out.
        var earlier = context.Record is null ? profile.Events : profile.Events[..^1];
        switch (disposition.Past)
        {
            case PastFate.Release:
                Publish(context, earlier[^profile.Held..]);
                profile.Held = 0;
                break;
            case PastFate.Republish:
                Publish(context, earlier);
                break;
            case PastFate.Retract:
                Retract(context, earlier);
                break;
        }

        if (context.Record is not null)
            Dispose(context, disposition.Event);
    }

    private void Dispose(EventContext context, EventFate fate)
    {
        var (record, profile) = (context.Record!, context.Profile);
        switch (fate)
        {
            case EventFate.Publish:
                context.Outbox.Send(topics.Sanitized, context.Partition.Partition, record.Key, record.Value);
                profile.Published++;
                context.Counts.Sanitized++;
                break;
            case EventFate.Hold:
                profile.Held++;
                context.Counts.Held++;
                break;
            case EventFate.Withhold:
                context.Outbox.Send(topics.Quarantined, context.Partition.Partition, record.Key, record.Value);
                context.Counts.Quarantined++;
                break;
        }
    }

    private void Retract(EventContext context, ReadOnlySpan<ProfileEvent> earlier)
    {
        var profile = context.Profile;
        var key = Outbox.KeyOf(profile.User);
        if (profile.Published > 0)
        {
            var value = RetractionWriter.Write(profile.User, profile.Published, context.Detector?.Version, context.Now);
            context.Outbox.Send(topics.Sanitized, context.Partition.Partition, key, value, retraction);
            profile.Published = 0;
            context.Counts.Retractions++;
        }

        foreach (ref readonly var held in earlier[^profile.Held..])
        {
            context.Outbox.Send(topics.Quarantined, context.Partition.Partition, key, Bytes(profile.User, in held));
            context.Counts.Quarantined++;
        }

        profile.Held = 0;
    }

    private void Publish(EventContext context, ReadOnlySpan<ProfileEvent> events)
    {
        var key = Outbox.KeyOf(context.Profile.User);
        foreach (ref readonly var remembered in events)
        {
            context.Outbox.Send(topics.Sanitized, context.Partition.Partition, key, Bytes(context.Profile.User, in remembered));
            context.Profile.Published++;
            context.Counts.Sanitized++;
        }
    }

    private static byte[] Bytes(string user, in ProfileEvent remembered) =>
        InteractionWriter.Write(new Interaction(remembered.Id, user, remembered.Item, remembered.Value, remembered.Timestamp));
}
