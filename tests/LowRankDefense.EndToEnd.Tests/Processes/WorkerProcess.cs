using System.Collections.Concurrent;
using System.Diagnostics;

namespace LowRankDefense.EndToEnd.Tests.Processes;

/// <summary>The worker in a process of its own, so that it can be killed without warning.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly ConcurrentQueue<string> log = new();
    private readonly Process process;

    private WorkerProcess(Process process) => this.process = process;

    /// <summary>The last lines the worker wrote, for the message of a failed assertion.</summary>
    public string Log => string.Join('\n', log);

    public bool HasExited => process.HasExited;

    /// <summary>Starts the worker with configuration keys given as <c>Section:Key=value</c>.</summary>
    public static WorkerProcess Start(IEnumerable<string> settings)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "LowRankDefense.Worker.dll"));
        foreach (var setting in settings)
            start.ArgumentList.Add("--" + setting);
        var worker = new WorkerProcess(new Process { StartInfo = start });
        worker.process.OutputDataReceived += worker.Remember;
        worker.process.ErrorDataReceived += worker.Remember;
        worker.process.Start();
        worker.process.BeginOutputReadLine();
        worker.process.BeginErrorReadLine();
        return worker;
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public void Kill()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            Kill();
        process.Dispose();
    }

    private void Remember(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
            return;
        log.Enqueue(line.Data);
        while (log.Count > 200)
            log.TryDequeue(out _);
    }
}
