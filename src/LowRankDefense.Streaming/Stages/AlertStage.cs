using LowRankDefense.Core.Alerts;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.State;
using LowRankDefense.Streaming.Telemetry;
using Microsoft.Extensions.Logging;

namespace LowRankDefense.Streaming.Stages;

/// <summary>Watches users found fake for bursts and publishes an alert that names the items they push.</summary>
/// <remarks>The window follows the transaction: an aborted cycle takes its suspects back. Item shares are counts for comparison and stay approximate.</remarks>
internal sealed class AlertStage : IStage
{
    private readonly ItemShares shares = new();
    private readonly BurstDetector bursts;
    private readonly TopicOptions topics;
    private readonly ILogger<AlertStage> logger;

    /// <summary>A stage with an empty window.</summary>
    public AlertStage(AlertOptions options, TopicOptions topics, ILogger<AlertStage> logger)
    {
        (this.topics, this.logger) = (topics, logger);
        bursts = new BurstDetector(options, shares);
    }

    /// <inheritdoc/>
    public void Process(EventContext context)
    {
        var profile = context.Profile;
        if (!context.IsReview && context.IsNewItem)
        {
            if (profile.TotalEvents == 1)
                shares.AddProfile();
            shares.Add(context.Interaction.Item);
        }

        if (profile.Status == context.StatusBefore)
            return;
        if (profile.Status == UserStatus.Quarantined)
            AddSuspect(context);
        else if (context.StatusBefore == UserStatus.Quarantined)
            bursts.Remove(profile.User);
    }

    /// <inheritdoc/>
    public void Recover(PartitionState partition, UserProfile profile)
    {
        shares.AddProfile();
        profile.VisitRow((item, _) => shares.Add(item));
    }

    /// <inheritdoc/>
    public void Seal() => bursts.Seal();

    /// <inheritdoc/>
    public void Commit() => bursts.Commit();

    /// <inheritdoc/>
    public void Rollback() => bursts.Rollback();

    private void AddSuspect(EventContext context)
    {
        var items = new List<string>();
        context.Profile.VisitRow((item, _) => items.Add(item));
        var alert = bursts.Add(context.Profile.User, items, context.Now);
        if (alert is null)
            return;
        context.Outbox.Send(topics.Alerts, 0, Outbox.KeyOf(alert.Id), AlertWriter.Write(alert));
        context.Counts.Alerts++;
        Log.BurstRaised(
            logger,
            alert.Suspects,
            alert.Items.Count == 0 ? "no item that stands out" : string.Join(", ", alert.Items.Select(i => i.Item))
        );
    }
}
