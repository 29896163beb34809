using System.Diagnostics;
using System.Globalization;
using LowRankDefense.Streaming.Pipeline;

namespace LowRankDefense.CrashingWorker;

/// <summary>Kills its own process without warning (SIGKILL: no handler runs, nothing is flushed) when a point is reached for the n-th time, and leaves a file that says so.</summary>
internal sealed class DeathAtPoint(PipelinePoint point, int time, string witness) : IPipelineProbe
{
    private int reached;

    /// <summary>Reads <c>LOWRANK_DIE_AT</c> = <c>Point:n</c> and <c>LOWRANK_WITNESS</c>, the file to leave.</summary>
    public static DeathAtPoint FromEnvironment()
    {
        var parts = Required("LOWRANK_DIE_AT").Split(':');
        return new DeathAtPoint(Enum.Parse<PipelinePoint>(parts[0]), int.Parse(parts[1], CultureInfo.InvariantCulture), Required("LOWRANK_WITNESS"));
    }

    /// <inheritdoc/>
    public void Reached(PipelinePoint at, int loop)
    {
        if (at != point || Interlocked.Increment(ref reached) != time)
            return;
        File.WriteAllText(witness, $"{at}:{time}");
        using var self = Process.GetCurrentProcess();
        self.Kill();
        // The signal is on its way; nothing may happen on this thread any more.
        Thread.Sleep(Timeout.Infinite);
    }

    private static string Required(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : throw new InvalidOperationException($"{name} is not set.");
}
