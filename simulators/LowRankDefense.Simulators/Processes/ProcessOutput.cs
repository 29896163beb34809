using System.Collections.Concurrent;
using System.Diagnostics;

namespace LowRankDefense.Simulators.Processes;

/// <summary>What a process says, on both of its ways. It is read while the process runs, which would have to wait one day else; the newest lines are kept.</summary>
/// <param name="kept">How many lines, 1 or more.</param>
/// <param name="file">File that all it says is added to; null for none.</param>
public sealed class ProcessOutput(int kept, string? file = null)
{
    private readonly ConcurrentQueue<string> lines = new();
    private readonly Lock writing = new();

    /// <summary>The newest lines that are not blank, oldest first, without blanks at their ends.</summary>
    public IReadOnlyCollection<string> Lines => lines;

    /// <summary>Starts a process that is listened to.</summary>
    /// <param name="start">What is started; where its output goes is set here.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public Process Start(ProcessStartInfo start)
    {
        ArgumentNullException.ThrowIfNull(start);
        (start.RedirectStandardOutput, start.RedirectStandardError, start.UseShellExecute) = (true, true, false);
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += Remember;
        process.ErrorDataReceived += Remember;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Remember(object sender, DataReceivedEventArgs line)
    {
        if (string.IsNullOrWhiteSpace(line.Data))
            return;
        if (file is not null)
        {
            lock (writing)
                File.AppendAllText(file, line.Data + Environment.NewLine);
        }

        lines.Enqueue(line.Data.Trim());
        while (lines.Count > kept)
            lines.TryDequeue(out _);
    }
}
