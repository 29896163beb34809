using System.Diagnostics;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Lab.Streams;

namespace LowRankDefense.Lab.Scenarios.Replay.Runs;

/// <summary>The broker of a replay, and what it costs.</summary>
internal sealed class ReplayBroker : IDisposable
{
    private readonly LocalSystem system;
    private readonly Process? process;

    /// <summary>The broker of a system.</summary>
    /// <param name="system">The system.</param>
    /// <param name="pid">Process of a broker that is not the embedded one; null where nobody knows.</param>
    /// <exception cref="ArgumentException">There is no such process.</exception>
    public ReplayBroker(LocalSystem system, int? pid)
    {
        this.system = system;
        process = system.IsEmbedded ? Process.GetCurrentProcess() : ProcessOf(pid);
        CostsAre =
            system.IsEmbedded ? "of the process of the broker, which this lab shares with it"
            : process is not null ? $"of the broker's process {pid}"
            : "not known: the broker is another process; --broker-pid names it, where it runs on this machine";
    }

    /// <summary>Where it is, <c>HOST:PORT</c>.</summary>
    public BrokerAddress Bootstrap => system.Bootstrap;

    /// <summary>What its processor time is the time of.</summary>
    public string CostsAre { get; }

    /// <summary>Processor time it has taken, in seconds; null where it is not known.</summary>
    public double? CpuSeconds() => process is { HasExited: false } ? process.TotalProcessorTime.TotalSeconds : null;

    /// <summary>Bytes it keeps of a topic, compressed; null where it does not tell.</summary>
    public long? StoredBytes(string topic) => system.StoredBytes(topic);

    /// <inheritdoc/>
    public void Dispose() => process?.Dispose();

    private static Process? ProcessOf(int? pid)
    {
        try
        {
            return pid is { } id ? Process.GetProcessById(id) : null;
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"--broker-pid {pid}: there is no such process on this machine: correct it, or leave it out.", e);
        }
    }
}
