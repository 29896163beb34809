using LowRankDefense.Streaming.State;
using LowRankDefense.Streaming.Telemetry;

namespace LowRankDefense.Streaming.Pipeline;

/// <summary>The partitions a loop owns, by number.</summary>
internal sealed class OwnedPartitions(WorkerMetrics metrics) : IDisposable
{
    private readonly Dictionary<int, PartitionState> states = [];

    /// <summary>All of them.</summary>
    public Dictionary<int, PartitionState>.ValueCollection All => states.Values;

    /// <summary>The state of partition <paramref name="number"/>.</summary>
    public PartitionState this[int number] => states[number];

    /// <summary>Takes a partition over.</summary>
    public void Add(PartitionState state)
    {
        states.Add(state.Partition, state);
        metrics.Partitions.Inc();
    }

    /// <summary>Closes the store of partition <paramref name="number"/> and keeps its files; false where it is not owned.</summary>
    public bool Close(int number)
    {
        if (!states.Remove(number, out var state))
            return false;
        metrics.Partitions.Dec();
        state.Dispose();
        return true;
    }

    /// <summary>Closes all stores.</summary>
    public void Dispose()
    {
        foreach (var number in states.Keys.ToArray())
            Close(number);
    }
}
