namespace LowRankDefense.Streaming.State;

/// <summary>What a loop keeps for one partition it owns.</summary>
internal sealed class PartitionState(int partition, ProfileStore store) : IDisposable
{
    /// <summary>Stands for an offset there is not.</summary>
    public const long None = -1;

    private long start = None;
    private long end = None;
    private long sealedStart = None;
    private long changelogEnd = None;

    /// <summary>Number of the partition.</summary>
    public int Partition { get; } = partition;

    /// <summary>The profiles of its users.</summary>
    public ProfileStore Store { get; } = store;

    /// <summary>Offset of the first event that is not committed, where reading begins again after an abort; <see cref="None"/> where all are.</summary>
    public long FirstUncommitted => sealedStart != None ? sealedStart : start;

    /// <summary>Changelog offset behind the last record of the sealed cycle, from its delivery report; set by the client's thread.</summary>
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
        if (start == None)
            start = offset;
        end = offset + 1;
    }

    /// <summary>Ends the open cycle, which is to be committed; the next one has no events yet. One at a time.</summary>
    /// <returns>The offset behind its last event; <see cref="None"/> where it has none.</returns>
    public long Seal()
    {
        Reviews.Seal();
        var behind = end;
        (sealedStart, start, end, ChangelogEnd) = (start, None, None, None);
        return behind;
    }

    /// <summary>The sealed cycle is committed.</summary>
    public void Commit()
    {
        Store.Commit();
        Reviews.Commit();
        sealedStart = None;
    }

    /// <summary>What happened since the last commit did not happen: its events are to be read again, from <see cref="FirstUncommitted"/> as it was.</summary>
    public void Rollback()
    {
        Store.Rollback();
        Reviews.Rollback();
        Sweep.Restart();
        (sealedStart, start, end) = (None, None, None);
    }

    /// <inheritdoc/>
    public void Dispose() => Store.Dispose();
}
