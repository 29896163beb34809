using System.Diagnostics;
using Prometheus;

namespace LowRankDefense.Streaming.Telemetry;

/// <summary>Adds the time until it is disposed of to a counter of seconds.</summary>
/// <param name="seconds">The counter.</param>
/// <param name="weight">What the time counts for: where one of 32 is measured, 32.</param>
internal readonly struct Timing(Counter.Child seconds, int weight = 1) : IDisposable
{
    private readonly long started = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public void Dispose() => seconds.Inc(weight * Stopwatch.GetElapsedTime(started).TotalSeconds);
}
