using System.Diagnostics;

namespace LowRankDefense.Lab.Output;

/// <summary>What the process has needed so far.</summary>
internal static class Memory
{
    private const double Mebibyte = 1_048_576;

    /// <summary>Largest working set of the process, in bytes.</summary>
    public static long PeakBytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    /// <summary>The same in MiB.</summary>
    public static double PeakMegabytes() => PeakBytes() / Mebibyte;

    /// <summary>The same as a figure to print.</summary>
    public static Figure Figure() => new("peak_mb", PeakMegabytes(), "largest working set of the process, in MiB");
}
