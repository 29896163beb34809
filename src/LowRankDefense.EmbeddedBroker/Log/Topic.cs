namespace LowRankDefense.EmbeddedBroker.Log;

/// <summary>A topic and the signal that something was written to it.</summary>
internal sealed class Topic(string name, PartitionLog[] partitions)
{
    private volatile TaskCompletionSource written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Its partitions, by number.</summary>
    public PartitionLog[] Partitions { get; } = partitions;

    /// <summary>Completes at the next write.</summary>
    public Task NextWrite => written.Task;

    /// <summary>Bytes kept, over all partitions.</summary>
    public long StoredBytes()
    {
        var sum = 0L;
        foreach (var partition in Partitions)
        {
            lock (partition.Gate)
                sum += partition.StoredBytes;
        }

        return sum;
    }

    /// <summary>Wakes whoever waits for <see cref="NextWrite"/>.</summary>
    public void SignalWrite() =>
        Interlocked.Exchange(ref written, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
