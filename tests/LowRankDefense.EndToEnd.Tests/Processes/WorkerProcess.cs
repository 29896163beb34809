using System.Collections.Concurrent;
using System.Diagnostics;
using LowRankDefense.Streaming.Pipeline;

namespace LowRankDefense.EndToEnd.Tests.Processes;

/// <summary>The worker in a process of its own, so that it can be killed without warning.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly ConcurrentQueue<string> log = new();
    private readonly Process process;

    private WorkerProcess(ProcessStartInfo start)
    {
        process = new Process { StartInfo = start };
        process.OutputDataReceived += Remember;
        process.ErrorDataReceived += Remember;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The last lines the worker wrote, for the message of a failed assertion.</summary>
    public string Log => string.Join('\n', log);

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
        while (!log.Any(line => line.Contains(text, StringComparison.Ordinal)))
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
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, assembly));
        foreach (var setting in settings)
            start.ArgumentList.Add("--" + setting);
        return start;
    }

    private void Remember(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
            return;
        log.Enqueue(line.Data);
        while (log.Count > 400)
            log.TryDequeue(out _);
    }
}
