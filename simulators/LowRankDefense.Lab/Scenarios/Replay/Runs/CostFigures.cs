using LowRankDefense.Lab.Measuring;
using LowRankDefense.Lab.Output;

namespace LowRankDefense.Lab.Scenarios.Replay.Runs;

/// <summary>What an event costs, as lines of a result: medians of the runs.</summary>
internal static class CostFigures
{
    /// <summary>Of the worker, and of the broker while it served the worker.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="broker">The broker.</param>
    /// <param name="prefix">Stands before the names; empty for none.</param>
    public static IEnumerable<Figure> Of(IReadOnlyList<RunCosts> runs, ReplayBroker broker, string prefix = "") =>
        [
            new(
                $"{prefix}cpu_us_per_event",
                Median(runs, r => r.Window?.CpuMicroseconds),
                "processor time of the worker's process, all threads, in µs"
            ),
            new($"{prefix}broker_cpu_us_per_event", Median(runs, r => r.Window?.BrokerCpuMicroseconds), broker.CostsAre),
            new($"{prefix}allocated_bytes_per_event", Median(runs, r => r.AllocatedPerEvent), "by the worker, on the managed heap"),
        ];

    /// <summary>Of the bare loop, and of the broker while it served that; none where it was not measured.</summary>
    public static IEnumerable<Figure> OfBareLoop(IReadOnlyList<RunCosts> runs, ReplayBroker broker) =>
        runs.Count == 0
            ? []
            :
            [
                new("bare_cpu_us_per_event", Median(runs, r => r.Window?.CpuMicroseconds), "processor time of the bare loop's process, in µs"),
                new("bare_broker_cpu_us_per_event", Median(runs, r => r.Window?.BrokerCpuMicroseconds), broker.CostsAre),
            ];

    private static double? Median(IEnumerable<RunCosts> runs, Func<RunCosts, double?> value) => Spread.Of(runs.Select(value))?.Median;
}
