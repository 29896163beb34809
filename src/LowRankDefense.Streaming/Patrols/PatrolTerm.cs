using System.Globalization;
using Confluent.Kafka;
using LowRankDefense.Core.Alerts;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Campaigns;
using LowRankDefense.Core.Detection.Campaigns.Judging;
using LowRankDefense.Core.Detection.Campaigns.Patrols;
using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.Core.Detection.Crowds;
using LowRankDefense.Core.Detection.Crowds.Judging;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Models;
using LowRankDefense.Streaming.Telemetry;
using Microsoft.Extensions.Logging;
using Prometheus;

namespace LowRankDefense.Streaming.Patrols;

/// <summary>The patrols of one term of office: from the election of this worker to the end of it. What a term before has found is taken over from the models topic.</summary>
internal sealed class PatrolTerm
{
    // Users after whom another glance is worth it.
    private const int GlanceAfterUsers = 10;
    private readonly CampaignOptions campaigns;
    private readonly AlertOptions alerting;
    private readonly TopicOptions topics;
    private readonly ModelRegistry registry;
    private readonly WorkerMetrics metrics;
    private readonly TimeProvider time;
    private readonly ILogger<PatrolTerm> logger;
    private readonly ModelPublisher models;
    private readonly CampaignPatrol patrol;
    private readonly CrowdOptions crowds;
    private readonly CrowdBook book;
    private readonly List<CampaignAlert> unpublished = [];
    private string published = "";
    private bool hasTakenOver;
    private readonly Watch looks;
    private readonly Watch glances;

    /// <summary>A term that has seen nothing.</summary>
    public PatrolTerm(
        CampaignOptions campaigns,
        PatrolOptions options,
        CrowdOptions crowds,
        AlertOptions alerting,
        TopicOptions topics,
        ModelRegistry registry,
        WorkerMetrics metrics,
        TimeProvider time,
        ILogger<PatrolTerm> logger
    )
    {
        (this.campaigns, this.crowds, this.alerting, this.topics, this.registry) = (campaigns, crowds, alerting, topics, registry);
        (this.metrics, this.time, this.logger) = (metrics, time, logger);
        models = new ModelPublisher(topics.Models);
        patrol = new CampaignPatrol(campaigns, options, crowds, $"campaign-{Stamp()}");
        Arrivals = new ArrivalLog(options);
        book = new CrowdBook(patrol, Arrivals);
        (looks, glances) = (new Watch(time), new Watch(time));
    }

    /// <summary>Who has come, and what they clicked.</summary>
    public ArrivalLog Arrivals { get; }

    /// <summary>Whether a patrol is to be made now.</summary>
    /// <param name="fewestUsers">Below so many nothing is looked for.</param>
    /// <param name="afterUsers">New users after which one is due.</param>
    /// <param name="period">Time after which one is due where anything is new.</param>
    public bool IsDue(int fewestUsers, int afterUsers, TimeSpan period)
    {
        Arrivals.Order();
        return Arrivals.Count >= fewestUsers
            && looks.HasRested
            && (
                !looks.HasBegun
                || unpublished.Count > 0
                || looks.NewUsers(Arrivals) >= afterUsers
                || (looks.HasNewClicks(Arrivals) && looks.Since >= period)
            );
    }

    /// <summary>Whether a glance is to be made, where no patrol is: it finds a burst between two patrols.</summary>
    public bool IsGlanceDue() =>
        looks.HasBegun && glances.HasRested && Math.Min(looks.NewUsers(Arrivals), glances.NewUsers(Arrivals)) >= GlanceAfterUsers;

    /// <summary>One patrol: looks, and publishes what has changed. What could not be published is tried again with the next one.</summary>
    /// <exception cref="Exception">The transaction failed; nothing was published.</exception>
    public void Run(IProducer<byte[], byte[]> producer, CancellationToken stop)
    {
        using (metrics.RefreshSeconds.WithLabels("patrol").NewTimer())
            looks.Time(Arrivals, () => Look(stop));
        Publish(producer);
    }

    /// <summary>One glance, likewise.</summary>
    /// <exception cref="Exception">The transaction failed; nothing was published.</exception>
    public void Glance(IProducer<byte[], byte[]> producer, CancellationToken stop)
    {
        using (metrics.RefreshSeconds.WithLabels("glance").NewTimer())
            glances.Time(Arrivals, () => Glance(stop));
        Publish(producer);
    }

    /// <summary>Looks at nothing for a while: the last time it has failed.</summary>
    public void PutOff(TimeSpan delay)
    {
        looks.Rest(delay);
        glances.Rest(delay);
    }

    /// <summary>Whom live campaigns and crowds hold, as of the last patrol: not the members of a suspended campaign, nor those of crowds that are told of only. Null before the first.</summary>
    public IReadOnlyList<HeldUser>? Held()
    {
        if (!looks.HasBegun)
            return null;
        var acting = patrol.Campaigns.Where(c => !c.IsSuspended).Select(c => c.Number);
        var holders = acting.Concat(crowds.HoldMembers ? patrol.Crowds.Select(c => c.Number) : []).ToHashSet();
        return
        [
            .. Enumerable
                .Range(0, Arrivals.Count)
                .Where(row => holders.Contains(patrol.HolderOf(row)))
                .Select(row => new HeldUser(Arrivals.UserOf(row), Arrivals.ItemsOf(row))),
        ];
    }

    private void Publish(IProducer<byte[], byte[]> producer)
    {
        var live = patrol.Campaigns.Where(c => !c.IsSuspended).ToList();
        var state = StateOf(live);
        IReadOnlyList<CrowdModel> crowdsNow = crowds.HoldMembers ? book.Models() : [];
        var crowdsHaveChanged = book.AreNew(crowdsNow);
        if (state == published && !crowdsHaveChanged && unpublished.Count == 0)
            return;
        Transaction.Run(
            producer,
            outbox =>
            {
                if (crowdsHaveChanged)
                    Publish(outbox, new CrowdDetector(VersionOf(CrowdDetector.FamilyName), crowdsNow, (float)crowds.MemberNats));
                Publish(outbox, live, state != published);
            }
        );
        published = state;
        book.Published(crowdsNow);
        unpublished.Clear();
    }

    private void Look(CancellationToken stop)
    {
        if (!hasTakenOver)
            TakeOver();
        hasTakenOver = true;
        patrol.Forget(Arrivals.Forget());
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var profiles = Arrivals.Snapshot();
        foreach (var change in patrol.Look(profiles, now, Arrivals.AreGrowing(), stop))
            Tell(CampaignAlert.Of(change, profiles, Arrivals.UserOf, Arrivals.Items, now, alerting.NamedUsers));
        foreach (var change in patrol.CrowdChanges)
            Tell(CampaignAlert.Of(change, profiles, Arrivals.UserOf, Arrivals.Items, now, alerting.NamedUsers));
        metrics.Campaigns.Set(patrol.Campaigns.Count);
        metrics.Crowds.Set(patrol.Crowds.Count);
    }

    private void Glance(CancellationToken stop)
    {
        var (now, profiles) = (time.GetUtcNow().ToUnixTimeMilliseconds(), Arrivals.Snapshot());
        foreach (var change in patrol.Glance(profiles, now, stop))
            Tell(CampaignAlert.Of(change, profiles, Arrivals.UserOf, Arrivals.Items, now, alerting.NamedUsers));
        metrics.Campaigns.Set(patrol.Campaigns.Count);
    }

    private void Tell(CampaignAlert alert)
    {
        unpublished.Add(alert);
        Log.CampaignTurned(logger, alert.Campaign, alert.Turn.ToString(), alert.Suspects, string.Join(", ", alert.Items.Select(i => i.Item)));
    }

    private void TakeOver()
    {
        if (registry.Detector(CrowdDetector.FamilyName) is CrowdDetector crowd)
            book.TakeOver(crowd);
        if (registry.Detector(CampaignDetector.FamilyName) is not CampaignDetector known)
            return;
        foreach (var campaign in known.Campaigns)
        {
            var items = campaign.Items.Select(i => new CampaignItem(Arrivals.ColumnOf(i.Item), i.Rate, i.Share, i.IsCore));
            patrol.TakeOver(campaign.Name, campaign.Since, [.. items], campaign.Rule);
        }

        published = StateOf(patrol.Campaigns);
    }

    private void Publish(Outbox outbox, List<Campaign> live, bool hasChanged)
    {
        if (hasChanged)
        {
            Publish(
                outbox,
                new CampaignDetector(
                    VersionOf(CampaignDetector.FamilyName),
                    [.. live.Select(c => c.ToModel(Arrivals.Items))],
                    (float)patrol.Threshold
                )
            );
        }

        foreach (var alert in unpublished)
            outbox.Send(topics.Alerts, 0, Outbox.KeyOf(alert.Id), CampaignAlertWriter.Write(alert));
    }

    private void Publish(Outbox outbox, IDetector detector)
    {
        var kind = ModelKind.OfDetector(detector.Family);
        models.Publish(outbox, kind, detector.Version, DetectorCatalog.Encode(detector), registry.Manifest(kind));
    }

    private string VersionOf(string family) => $"{ModelKind.OfDetector(family)}-{Stamp()}";

    // What a new model is published for: rates move a little with every user, and a new model has every profile judged again.
    private static string StateOf(IEnumerable<Campaign> live) => string.Join('|', live.Select(c => $"{c.Name}:{string.Join(',', c.Fit.Core)}"));

    private string Stamp() => time.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture);
}
