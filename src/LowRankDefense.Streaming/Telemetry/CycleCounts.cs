namespace LowRankDefense.Streaming.Telemetry;

/// <summary>What the open cycle did; added to the metrics only when it committed.</summary>
internal sealed class CycleCounts
{
    /// <summary>Events taken.</summary>
    public int Events { get; set; }

    /// <summary>Events accepted into profiles.</summary>
    public int Accepted { get; set; }

    /// <summary>Events rejected, duplicates apart.</summary>
    public int Rejected { get; set; }

    /// <summary>Events rejected as duplicates.</summary>
    public int Duplicates { get; set; }

    /// <summary>Events published on the sanitized stream.</summary>
    public int Sanitized { get; set; }

    /// <summary>Retractions published there.</summary>
    public int Retractions { get; set; }

    /// <summary>Events published on the quarantined stream.</summary>
    public int Quarantined { get; set; }

    /// <summary>Events put on hold.</summary>
    public int Held { get; set; }

    /// <summary>Alerts raised.</summary>
    public int Alerts { get; set; }

    /// <summary>Names of the verdicts published.</summary>
    public List<string> Verdicts { get; } = [];

    /// <summary>Adds all counts to the metrics and begins again at zero.</summary>
    public void MoveTo(WorkerMetrics metrics)
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
        Clear();
    }

    /// <summary>Begins again at zero.</summary>
    public void Clear()
    {
        Events = Accepted = Rejected = Duplicates = Sanitized = Retractions = Quarantined = Held = Alerts = 0;
        Verdicts.Clear();
    }
}
