using System.Text;
using Confluent.Kafka;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Sanitization;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.State;

namespace LowRankDefense.Streaming.Stages;

/// <summary>Carries out what was decided on admission: publishes what passes, keeps apart what does not, and undoes what was published of a user found fake.</summary>
internal sealed class SanitizeStage(AdmissionPolicy admission, TopicOptions topics) : IStage
{
    private readonly Headers retraction = new() { { RecordHeaders.Type, Encoding.UTF8.GetBytes(RecordHeaders.Retract) } };

    /// <inheritdoc/>
    public void Process(EventContext context)
    {
        var profile = context.Profile;
        // The newest event of the profile is the one at hand; what is done to earlier ones leaves it out.
        var earlier = context.IsReview ? profile.Events : profile.Events[..^1];
        if (context.Admission.History != HistoryAction.Keep)
            context.Partition.Store.MarkChanged(profile);
        switch (context.Admission.History)
        {
            case HistoryAction.Release:
                Publish(context, earlier[^profile.Held..]);
                profile.Held = 0;
                break;
            case HistoryAction.Republish:
                Publish(context, earlier);
                break;
            case HistoryAction.Retract:
                Retract(context, earlier);
                break;
        }

        if (context.Record is { } record)
            Act(context, record);
        if (profile.Held > 0)
            context.Partition.Reviews.Schedule(profile.User, admission.ReviewAt(context.IsReview ? context.Now : profile.FirstSeen));
    }

    /// <inheritdoc/>
    public void Recover(PartitionState partition, UserProfile profile)
    {
        if (profile.Held > 0)
            partition.Reviews.Schedule(profile.User, admission.ReviewAt(profile.FirstSeen));
    }

    private void Act(EventContext context, Message<byte[], byte[]> record)
    {
        switch (context.Admission.Event)
        {
            case EventAction.Publish:
                context.Outbox.Send(topics.Sanitized, context.Partition.Partition, record.Key, record.Value);
                context.Profile.Published++;
                context.Counts.Sanitized++;
                break;
            case EventAction.Hold:
                context.Profile.Held++;
                context.Counts.Held++;
                break;
            case EventAction.Withhold:
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
            var value = RetractionWriter.Write(new Retraction(profile.User, profile.Published, profile.ScoredBy, context.Now));
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
