using LowRankDefense.Lab.Measuring;

namespace LowRankDefense.Lab.Scenarios.Replay.Runs;

/// <summary>What was measured of a run.</summary>
/// <param name="Window">The stretch measured; null where there was too little to measure.</param>
/// <param name="From">The worker's metrics at its beginning; null for the bare loop, or where it did not answer.</param>
/// <param name="Until">The same at its end.</param>
internal sealed record RunCosts(MeasuredWindow? Window, MetricsSnapshot? From, MetricsSnapshot? Until)
{
    private const string Allocated = "lowrank_allocated_bytes_total";
    private const string LoopSeconds = "lowrank_loop_seconds_total";

    /// <summary>Bytes allocated on the managed heap per event; null where they are not known.</summary>
    public double? AllocatedPerEvent => (Until?.Value(Allocated) - From?.Value(Allocated)) / Window?.Events;

    /// <summary>Seconds of the worker's threads by what they went into; empty where they are not known.</summary>
    public IReadOnlyDictionary<string, double> ThreadSeconds()
    {
        if (From is null || Until is null)
            return new Dictionary<string, double>(StringComparer.Ordinal);
        var before = From.By(LoopSeconds, "part");
        return Until.By(LoopSeconds, "part").ToDictionary(p => p.Key, p => p.Value - before.GetValueOrDefault(p.Key), StringComparer.Ordinal);
    }
}
