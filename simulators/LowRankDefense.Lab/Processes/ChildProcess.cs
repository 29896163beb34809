using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using LowRankDefense.Simulators.Processes;

namespace LowRankDefense.Lab.Processes;

/// <summary>A program of ours in a process of its own, so that what it costs can be told from what the broker costs.</summary>
/// <remarks>Whichever it is, it runs with the runtime settings of the worker: garbage collection counts, too.</remarks>
internal sealed class ChildProcess : IDisposable
{
    private const string Worker = "LowRankDefense.Worker";
    private const int RememberedLines = 200;
    private const int LastLines = 2;
    private static readonly TimeSpan EndIsTold = TimeSpan.FromSeconds(5);
    private readonly ProcessOutput output;
    private readonly string name;
    private readonly Process process;

    private ChildProcess(string name, ProcessStartInfo start, string? log = null)
    {
        (this.name, output) = (name, new ProcessOutput(RememberedLines, log));
        process = output.Start(start);
    }

    /// <summary>Processor time it has taken, all threads.</summary>
    /// <exception cref="ChildProcessException">It has ended; the message has its last words.</exception>
    public TimeSpan Cpu
    {
        get
        {
            ThrowIfEnded();
            try
            {
                return process.TotalProcessorTime;
            }
            catch (Exception e) when (e is Win32Exception or InvalidOperationException)
            {
                // It ends at this moment: the system has no such process any more, and tells its end a little later.
                process.WaitForExit(EndIsTold);
                ThrowIfEnded();
                throw;
            }
        }
    }

    /// <summary>Starts the worker.</summary>
    /// <param name="settings"><c>Section:Key</c> → value.</param>
    /// <param name="log">File that all it says is added to; null for none.</param>
    public static ChildProcess StartWorker(IReadOnlyDictionary<string, string?> settings, string? log = null) =>
        new("The worker", StartOf(Worker, settings), log);

    /// <summary>Starts the bare loop.</summary>
    /// <param name="settings">Settings of the worker, <c>Section:Key</c> → value.</param>
    public static ChildProcess StartBareLoop(IReadOnlyDictionary<string, string?> settings) =>
        new("The bare loop", StartOf("lowrank", settings, "bare-loop"));

    /// <summary>The rest of the first line it has written that contains <paramref name="text"/>; null where it has not written one.</summary>
    public string? Said(string text) =>
        output.Lines.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(text, StringComparison.Ordinal) + text.Length)..]
            : null;

    /// <summary>Fails where it has ended.</summary>
    /// <exception cref="ChildProcessException">It has ended; the message has its last words.</exception>
    public void ThrowIfEnded()
    {
        if (process.HasExited)
        {
            // Until what it wrote has come.
            process.WaitForExit();
            throw new ChildProcessException($"{name} has ended by itself, with code {process.ExitCode}: {LastWords()}");
        }
    }

    /// <summary>Ends it at once. What it committed stays committed, and nothing else counts.</summary>
    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process.Dispose();
    }

    /// <summary>Has a process read a setting from its environment, and not one that it inherits in another case.</summary>
    /// <param name="environment">Variable → value.</param>
    /// <param name="key"><c>Section:Key</c>.</param>
    /// <param name="value">What it is.</param>
    internal static void Set(IDictionary<string, string?> environment, string key, string? value)
    {
        var variable = key.Replace(":", "__", StringComparison.Ordinal);
        foreach (var inherited in environment.Keys.Where(k => k.Equals(variable, StringComparison.OrdinalIgnoreCase)).ToArray())
            environment.Remove(inherited);
        environment[variable] = value;
    }

    private static ProcessStartInfo StartOf(string assembly, IReadOnlyDictionary<string, string?> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo(Host());
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add("--runtimeconfig");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, $"{Worker}.runtimeconfig.json"));
        // An installed tool has no other list of what either needs, native libraries among it.
        start.ArgumentList.Add("--depsfile");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "lowrank.deps.json"));
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        // Not as arguments, which everybody on the machine sees: a password may be among them.
        foreach (var (key, value) in settings)
            Set(start.Environment, key, value);
        return start;
    }

    // The host of the runtime at hand, which need not be on the path: ROOT/shared/Microsoft.NETCore.App/VERSION/ → ROOT/dotnet.
    private static string Host()
    {
        var host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        return File.Exists(host) ? host : "dotnet";
    }

    // Without the places of a stack trace, so that it is one sentence.
    private string LastWords() =>
        output
            .Lines.Where(line => !line.StartsWith("at ", StringComparison.Ordinal) && !line.StartsWith("---", StringComparison.Ordinal))
            .TakeLast(LastLines)
            is var last
        && last.Any()
            ? string.Join(' ', last)
            : "it said nothing";
}
