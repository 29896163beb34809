using LowRankDefense.Streaming.Telemetry;

namespace LowRankDefense.Streaming.Pipeline;

/// <summary>What the open cycle did; added to the metrics only when it committed.</summary>
internal sealed class CycleCounts
{
    public int Events;
    public int Accepted;
    public int Rejected;
    public int Duplicates;
    public int Sanitized;
    public int Retractions;
    public int Quarantined;
    public int Held;
    public int Alerts;
    public readonly List<string> Verdicts = [];

    public void AddTo(WorkerMetrics metrics)
    {
        metrics.Accepted.Inc(Accepted);
        metrics.Rejected.Inc(Rejected);
        metrics.Duplicates.Inc(Duplicates);
        metrics.Sanitized.Inc(Sanitized);
        metrics.Retractions.Inc(Retractions);
        metrics.Quarantined.Inc(Quarantined);
        metrics.Held.Inc(Held);
        metrics.Alerts.Inc(Alerts);
        foreach (var verdict in Verdicts)
            metrics.CountVerdict(verdict);
    }

    public void Clear()
    {
        Events = Accepted = Rejected = Duplicates = Sanitized = Retractions = Quarantined = Held = Alerts = 0;
        Verdicts.Clear();
    }
}
