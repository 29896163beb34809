using System.Diagnostics;
using System.Text.Json;

namespace LowRankDefense.Benchmarks.Peers;

/// <summary>A peer that prints one JSON object per line.</summary>
internal static class PeerScript
{
    /// <summary>Runs a script to its end and reads what it printed.</summary>
    /// <exception cref="InvalidOperationException">The script failed; the message holds its last words.</exception>
    public static IReadOnlyList<JsonElement> Run(string python, string script, params string[] arguments)
    {
        var start = new ProcessStartInfo(python, [script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{python} did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{script} ended with {process.ExitCode}: {errors.GetAwaiter().GetResult().Trim()}");
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
