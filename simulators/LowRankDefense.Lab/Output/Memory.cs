using System.Diagnostics;

namespace LowRankDefense.Lab.Output;

/// <summary>What the process has needed so far.</summary>
internal static class Memory
{
    /// <summary>Largest working set of the process, in MiB.</summary>
    public static double PeakMegabytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1048576.0;
    }

    /// <summary>The same as a figure to print.</summary>
    public static Figure Figure() => new("peak_mb", PeakMegabytes(), "largest working set of the process, in MiB");
}
