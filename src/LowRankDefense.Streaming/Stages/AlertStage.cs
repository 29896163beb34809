using LowRankDefense.Core.Alerts;
using LowRankDefense.Core.Verdicts;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Pipeline;
using LowRankDefense.Streaming.Telemetry;
using Microsoft.Extensions.Logging;

namespace LowRankDefense.Streaming.Stages;

/// <summary>Watches convictions for bursts and publishes an alert that names the items they push.</summary>
/// <remarks>The window follows the transaction: an aborted cycle takes its convictions back. Item shares are counts for comparison and stay approximate.</remarks>
internal sealed class AlertStage(AlertOptions options, TopicOptions topics, ILogger logger) : IStage
{
    private readonly ItemShares shares = new();
    private BurstDetector? detector;
    private BurstSnapshot committed = new([], 0);

    private BurstDetector Detector => detector ??= new BurstDetector(options, shares);

    public void Process(EventContext context)
    {
        var profile = context.Profile;
        if (context.Record is not null && context.IsNewItem)
        {
            if (profile.TotalEvents == 1)
                shares.AddProfile();
            shares.Add(context.Interaction.Item);
        }

        if (profile.Standing == context.Before)
            return;
        if (profile.Standing == Standing.Quarantined)
            Convict(context);
        else if (context.Before == Standing.Quarantined)
            Detector.Acquit(profile.User);
    }

    /// <summary>Counts a profile that was there before this worker owned its partition.</summary>
    public void Count(Core.Profiles.UserProfile profile)
    {
        shares.AddProfile();
        profile.VisitRow((item, _) => shares.Add(item));
    }

    public void Commit() => committed = Detector.Snapshot();

    public void Rollback() => Detector.Restore(committed);

    private void Convict(EventContext context)
    {
        var items = new List<string>();
        context.Profile.VisitRow((item, _) => items.Add(item));
        var alert = Detector.Convict(context.Profile.User, items, context.Now);
        if (alert is null)
            return;
        context.Outbox.Send(topics.Alerts, 0, Outbox.KeyOf(alert.Id), AlertWriter.Write(alert));
        context.Counts.Alerts++;
        Log.BurstRaised(
            logger,
            alert.Users.Count,
            alert.Items.Count == 0 ? "no item that stands out" : string.Join(", ", alert.Items.Select(i => i.Item))
        );
    }
}
