using LowRankDefense.Streaming.State;

namespace LowRankDefense.Streaming.Pipeline;

/// <summary>What a loop keeps for one partition it owns.</summary>
internal sealed class PartitionState(int partition, ProfileStore store) : IDisposable
{
    public const long None = -1;

    public int Partition { get; } = partition;

    public ProfileStore Store { get; } = store;

    /// <summary>Offset of the first event of the open cycle; <see cref="None"/> where it has none.</summary>
    public long CycleStart { get; set; } = None;

    /// <summary>Offset behind the last event of the open cycle.</summary>
    public long CycleEnd { get; set; } = None;

    /// <summary>Changelog offset behind the last record of the open cycle, from its delivery report; written by the client's thread.</summary>
    public long ChangelogEnd = None;

    /// <summary>Profiles still to be looked at again.</summary>
    public SweepCursor Sweep { get; } = new();

    /// <summary>Users in probation by the time it ends.</summary>
    public PriorityQueue<string, long> Probations { get; } = new();

    public void BeginCycle()
    {
        CycleStart = None;
        CycleEnd = None;
        Volatile.Write(ref ChangelogEnd, None);
    }

    public void Dispose() => Store.Dispose();
}
