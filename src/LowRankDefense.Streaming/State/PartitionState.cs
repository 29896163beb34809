namespace LowRankDefense.Streaming.State;

/// <summary>What a loop keeps for one partition it owns.</summary>
internal sealed class PartitionState(int partition, ProfileStore store) : IDisposable
{
    /// <summary>Stands for an offset there is not.</summary>
    public const long None = -1;

    private long changelogEnd = None;

    /// <summary>Number of the partition.</summary>
    public int Partition { get; } = partition;

    /// <summary>The profiles of its users.</summary>
    public ProfileStore Store { get; } = store;

    /// <summary>Offset of the first event of the open cycle; <see cref="None"/> where it has none.</summary>
    public long CycleStart { get; private set; } = None;

    /// <summary>Offset behind the last event of the open cycle; <see cref="None"/> where it has none.</summary>
    public long CycleEnd { get; private set; } = None;

    /// <summary>Changelog offset behind the last record of the open cycle, from its delivery report; set by the client's thread.</summary>
    public long ChangelogEnd
    {
        get => Volatile.Read(ref changelogEnd);
        set => Volatile.Write(ref changelogEnd, value);
    }

    /// <summary>Profiles still to be looked at again after a change of detectors.</summary>
    public SweepCursor Sweep { get; } = new();

    /// <summary>Users to be looked at again at a given time.</summary>
    public ReviewQueue Reviews { get; } = new();

    /// <summary>Takes note of an event of the open cycle.</summary>
    public void Consumed(long offset)
    {
        if (CycleStart == None)
            CycleStart = offset;
        CycleEnd = offset + 1;
    }

    /// <summary>Ends the cycle; the next one has no events yet.</summary>
    public void EndCycle()
    {
        CycleStart = None;
        CycleEnd = None;
        ChangelogEnd = None;
    }

    /// <inheritdoc/>
    public void Dispose() => Store.Dispose();
}
