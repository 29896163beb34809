using System.Diagnostics;
using LowRankDefense.Simulators.Processes;
using LowRankDefense.Streaming.Pipeline;

namespace LowRankDefense.EndToEnd.Tests.Processes;

/// <summary>The worker in a process of its own, so that it can be killed without warning.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly ProcessOutput output = new(kept: 400);
    private readonly Process process;

    private WorkerProcess(ProcessStartInfo start) => process = output.Start(start);

    /// <summary>The last lines the worker wrote, for the message of a failed assertion.</summary>
    public string Log => string.Join('\n', output.Lines);

    public bool HasExited => process.HasExited;

    /// <summary>Starts the worker with configuration keys given as <c>Section:Key=value</c>.</summary>
    public static WorkerProcess Start(IEnumerable<string> settings) => new(StartOf("LowRankDefense.Worker.dll", settings));

    /// <summary>Starts a worker that kills itself when it comes to <paramref name="point"/> for the <paramref name="time"/>-th time, and then leaves the file <paramref name="witness"/>.</summary>
    public static WorkerProcess StartDoomed(IEnumerable<string> settings, PipelinePoint point, int time, string witness)
    {
        var start = StartOf("LowRankDefense.CrashingWorker.dll", settings);
        start.Environment["LOWRANK_DIE_AT"] = $"{point}:{time}";
        start.Environment["LOWRANK_WITNESS"] = witness;
        return new WorkerProcess(start);
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public void Kill()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
    }

    /// <summary>Waits until the process has ended by itself; false where it has not within <paramref name="patience"/>.</summary>
    public async Task<bool> EndsWithin(TimeSpan patience)
    {
        using var timeout = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Waits until the worker has written a line that contains <paramref name="text"/>.</summary>
    public async Task Says(string text, TimeSpan patience)
    {
        var until = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (!output.Lines.Any(line => line.Contains(text, StringComparison.Ordinal)))
        {
            if (HasExited || Environment.TickCount64 > until)
                throw new TimeoutException($"The worker did not say '{text}': {Log}");
            await Task.Delay(50);
        }
    }

    public void Dispose()
    {
        if (!process.HasExited)
            Kill();
        process.Dispose();
    }

    private static ProcessStartInfo StartOf(string assembly, IEnumerable<string> settings)
    {
        var start = new ProcessStartInfo("dotnet");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, assembly));
        foreach (var setting in settings)
            start.ArgumentList.Add("--" + setting);
        return start;
    }
}
