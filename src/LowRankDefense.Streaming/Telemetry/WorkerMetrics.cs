using Prometheus;

namespace LowRankDefense.Streaming.Telemetry;

/// <summary>Every metric of the worker, in a registry of its own so that several workers can live in one process.</summary>
public sealed class WorkerMetrics
{
    private readonly Counter events;
    private readonly Counter verdicts;
    private readonly Gauge modelInfo;
    private readonly Counter loopSeconds;

    /// <summary>Registers all metrics.</summary>
    public WorkerMetrics()
    {
        var metrics = Metrics.WithCustomRegistry(Registry);
        events = metrics.CreateCounter("lowrank_events_total", "Events read, by outcome.", "outcome");
        verdicts = metrics.CreateCounter("lowrank_verdicts_total", "Verdicts published.", "verdict");
        modelInfo = metrics.CreateGauge("lowrank_model_info", "1 for the model in force.", "kind", "version");
        BasisOverlap = metrics.CreateGauge(
            "lowrank_detector_basis_overlap",
            "Share of the basis of the detector in force that its predecessor had too, 0 to 1; low where the data has drifted."
        );
        Accepted = events.WithLabels("accepted");
        Rejected = events.WithLabels("rejected");
        Duplicates = events.WithLabels("duplicate");
        Sanitized = metrics.CreateCounter("lowrank_sanitized_total", "Events published on the sanitized stream.");
        Retractions = metrics.CreateCounter("lowrank_retractions_total", "Retractions published on the sanitized stream.");
        Quarantined = metrics.CreateCounter("lowrank_quarantined_total", "Events published on the quarantined stream.");
        Held = metrics.CreateCounter("lowrank_held_total", "Events put on hold in probation.");
        Alerts = metrics.CreateCounter("lowrank_alerts_total", "Burst alerts raised.");
        Commits = metrics.CreateCounter("lowrank_commits_total", "Transactions committed.");
        Aborts = metrics.CreateCounter("lowrank_aborts_total", "Transactions aborted.");
        LoopRestarts = metrics.CreateCounter("lowrank_loop_restarts_total", "Loops started anew after a fatal error.");
        loopSeconds = metrics.CreateCounter(
            "lowrank_loop_seconds_total",
            "Time of the loops' threads by what it went into; stages and consume are sampled.",
            "part"
        );
        CycleSeconds = metrics.CreateHistogram("lowrank_cycle_seconds", "Duration of a cycle from its first event to its commit.");
        Partitions = metrics.CreateGauge("lowrank_partitions", "Partitions owned.");
        var allocated = metrics.CreateCounter("lowrank_allocated_bytes_total", "Bytes that this process has allocated on the managed heap.");
        Registry.AddBeforeCollectCallback(() => allocated.IncTo(GC.GetTotalAllocatedBytes()));
        RefreshFailures = metrics.CreateCounter("lowrank_refresh_failures_total", "Refreshes that failed.");
        Refreshes = metrics.CreateCounter("lowrank_refreshes_total", "Refreshes that succeeded.");
        Crowds = metrics.CreateGauge("lowrank_crowds", "Odd crowds that are known, as the last patrol of this worker left them.");
        Campaigns = metrics.CreateGauge("lowrank_campaigns", "Live campaigns, as the last patrol of this worker left them.");
        Trimmed = metrics.CreateGauge("lowrank_trimmed_users", "Users without influence on the recommender of the last refresh of this worker.");
        RefreshSeconds = metrics.CreateHistogram("lowrank_refresh_seconds", "Duration of the steps of a refresh.", "step");
    }

    /// <summary>The registry that <c>/metrics</c> shows.</summary>
    public CollectorRegistry Registry { get; } = Metrics.NewCustomRegistry();

    internal Counter.Child Accepted { get; }
    internal Counter.Child Rejected { get; }
    internal Counter.Child Duplicates { get; }
    internal Counter Sanitized { get; }
    internal Counter Retractions { get; }
    internal Counter Quarantined { get; }
    internal Counter Held { get; }
    internal Counter Alerts { get; }
    internal Counter Commits { get; }
    internal Counter Aborts { get; }
    internal Counter LoopRestarts { get; }
    internal Histogram CycleSeconds { get; }
    internal Gauge Partitions { get; }
    internal Gauge BasisOverlap { get; }
    internal Gauge Campaigns { get; }
    internal Gauge Trimmed { get; }
    internal Gauge Crowds { get; }
    internal Counter RefreshFailures { get; }
    internal Counter Refreshes { get; }
    internal Histogram RefreshSeconds { get; }

    internal Counter.Child LoopSeconds(string part) => loopSeconds.WithLabels(part);

    internal void CountVerdict(string verdict) => verdicts.WithLabels(verdict).Inc();

    internal void ShowModel(string kind, string? before, string version)
    {
        if (before is not null)
            modelInfo.RemoveLabelled(kind, before);
        modelInfo.WithLabels(kind, version).Set(1);
    }
}
