using System.Text;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Lab.Measuring;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Streams;
using LowRankDefense.Streaming.Kafka;

namespace LowRankDefense.Lab.Scenarios.Replay;

/// <summary>Whether the fakes were caught, and how soon: verdicts and alerts held against the truth, as lines of a result.</summary>
/// <remarks>
/// An alert came when the worker wrote it; an event was there when its sender wrote it. Both are the Kafka timestamps of the records, of one clock where
/// worker and sender share a machine: events that still wait in the input count as there, so that a worker that lags is not spared.
/// </remarks>
internal static class DetectionFigures
{
    /// <summary>Reads the verdicts and the alerts of a run.</summary>
    /// <param name="bootstrap">Broker.</param>
    /// <param name="topics">Where they are.</param>
    /// <param name="stream">What was sent.</param>
    /// <param name="isPaced">Whether it was sent while the worker ran; else every alert comes behind all of it.</param>
    public static IReadOnlyList<Figure> Of(BrokerAddress bootstrap, TopicOptions topics, ReplayStream stream, bool isPaced)
    {
        var board = VerdictBoard.Read(bootstrap, topics.Verdicts, stream.Fakes);
        var alerts = AlertReader.Read(bootstrap, topics.Alerts);
        var first = isPaced ? alerts.FirstOpened(stream.Targets) : null;
        var progress = new AttackProgress(stream.Fakes);
        if (first is not null)
            TopicDump.Read(
                bootstrap,
                topics.Interactions,
                r => progress.Take(Encoding.UTF8.GetString(r.Message.Key), r.Message.Timestamp.UnixTimestampMs)
            );
        return [.. OfVerdicts(board, stream), .. OfAlerts(alerts, stream.Targets), .. BeforeAlert(first, progress, stream.Targets, isPaced)];
    }

    private static IEnumerable<Figure> OfVerdicts(VerdictBoard board, ReplayStream stream)
    {
        var (hits, falseAlarms) = (board.Counts().TruePositives, board.EverFalsePositives());
        var flagged = board.Flagged();
        return
        [
            new("fakes_injected", stream.Fakes.Count, "fake users sent"),
            new("fakes_flagged", hits, "of them those whose last verdict is fake"),
            new("recall", Share(hits, stream.Fakes.Count), "share of the fakes that were flagged; none where there were no fakes"),
            .. stream.Truth?.Recalls(u => flagged.Contains(u), "were flagged") ?? [],
            new("false_positives", falseAlarms, "genuine users ever flagged, whatever their last verdict"),
            new("false_positive_rate", Share(falseAlarms, stream.Genuine), "share of the genuine users that were ever flagged"),
            new("precision", Share(hits, hits + falseAlarms), "share of fakes among the users flagged"),
            new("events_to_detection", board.MedianEventsToDetection(), "median interactions of a fake before its verdict, of those that had one"),
        ];
    }

    private static IEnumerable<Figure> OfAlerts(AlertBoard alerts, IReadOnlySet<string> targets)
    {
        var known = targets.Count > 0;
        return
        [
            new("alerts", alerts.Bursts, "bursts reported"),
            new("items_named", alerts.BurstItems.Order(StringComparer.Ordinal).ToArray(), "items that one of them says are pushed"),
            new(
                "targets",
                known ? targets.Order(StringComparer.Ordinal).ToArray() : null,
                known ? "items that are" : "not known: --targets names them"
            ),
            new("targets_named", known ? alerts.BurstItems.Count(targets.Contains) : null, "targets among the items named"),
            new("items_named_in_vain", known ? alerts.BurstItems.Count(i => !targets.Contains(i)) : null, "items named that are no targets"),
            new("campaigns_opened", alerts.Opened, "campaigns reported"),
            new("campaigns_closed", alerts.Closed, "of them those that turned out a theme of the platform"),
            new("campaign_items", alerts.CampaignItems.Order(StringComparer.Ordinal).ToArray(), "items that they push"),
            new("campaign_targets_named", known ? alerts.CampaignItems.Count(targets.Contains) : null, "targets among these"),
        ];
    }

    private static IEnumerable<Figure> BeforeAlert(long? first, AttackProgress progress, IReadOnlySet<string> targets, bool isPaced)
    {
        string Said(string definition) =>
            targets.Count == 0 ? "not known: --targets names the targets"
            : !isPaced ? "not measured: everything was sent before the worker started; --rate sends it meanwhile"
            : $"{definition} when a campaign or crowd that pushes a target was first reported; none where none was";
        return
        [
            new("fakes_before_alert", progress.FakesDone(first), Said("share of the fakes whose last event had been sent")),
            new("events_before_alert", progress.EventsSent(first), Said("share of the fakes' events that had been sent")),
        ];
    }

    private static double? Share(int part, int whole) => whole == 0 ? null : (double)part / whole;
}
