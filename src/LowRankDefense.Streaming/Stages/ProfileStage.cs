using LowRankDefense.Core.Interactions;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Streaming.Kafka;

namespace LowRankDefense.Streaming.Stages;

/// <summary>Refuses an event that was accepted before, and appends every other to its user's profile.</summary>
internal sealed class ProfileStage(TopicOptions topics) : IStage
{
    /// <inheritdoc/>
    public void Process(EventContext context)
    {
        if (context.IsReview)
            return;
        var interaction = context.Interaction;
        var profile = context.Partition.Store.GetOrCreate(interaction.User);
        if (profile.HasSeen(interaction.Id))
        {
            Rejection.Reject(context, topics, RejectReason.Duplicate, "An event with this id was accepted before.");
            context.Counts.Duplicates++;
            return;
        }

        Accept(context, profile, interaction);
    }

    private static void Accept(EventContext context, UserProfile profile, in Interaction interaction)
    {
        if (profile.TotalEvents == 0)
            profile.FirstSeen = context.Now;
        context.Profile = profile;
        context.StatusBefore = profile.Status;
        context.IsNewItem = profile.Append(
            new ProfileEvent(interaction.Id, interaction.Item, interaction.Value, interaction.Timestamp),
            context.Detectors
        );
        context.Partition.Store.MarkChanged(profile);
        context.Counts.Accepted++;
    }
}
