using Confluent.Kafka;
using LowRankDefense.Core.Profiles.Log;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.State;
using LowRankDefense.Streaming.Telemetry;

namespace LowRankDefense.Streaming.Pipeline;

/// <summary>
/// A cycle that has ended: its records are with the sender, its commit follows them. Only behind the commit is its state written to the stores, so that a
/// store may lag its changelog and never leads it.
/// </summary>
internal sealed class SealedCycle(int loop, LoopServices services, CycleCounts counts, TimeSpan lasted) : IDisposable
{
    private static readonly TimeSpan ReportPatience = TimeSpan.FromSeconds(30);
    private readonly List<TopicPartitionOffset> offsets = [];
    private readonly List<(PartitionState Partition, IReadOnlyList<KeyValuePair<ProfileKey, byte[]>> Changes)> changed = [];
    private readonly long sealedAt = services.Time.GetTimestamp();
    private PendingTransaction? pending;

    /// <summary>Events in it.</summary>
    public int Events => counts.Events;

    /// <summary>Whether its commit has ended, one way or the other.</summary>
    public bool HasEnded => pending!.HasEnded;

    /// <summary>Whether it is committed and stored.</summary>
    public bool Succeeded => pending!.Succeeded;

    /// <summary>Seals a partition's part of it, and sends what changed to the changelog.</summary>
    public void Add(PartitionState partition, IOutbox outbox)
    {
        var behind = partition.Seal();
        if (behind != PartitionState.None)
            offsets.Add(new TopicPartitionOffset(services.Topics.Interactions, partition.Partition, behind));
        var changes = partition.Store.Seal();
        if (changes.Count == 0)
            return;
        changed.Add((partition, changes));
        for (var i = 0; i < changes.Count; i++)
        {
            // Records of a partition are delivered in order: the report of the last one tells where the changelog ends.
            Action<DeliveryReport<byte[], byte[]>>? delivered =
                i == changes.Count - 1
                    ? report => partition.ChangelogEnd = report.Error.IsError ? PartitionState.None : report.Offset.Value + 1
                    : null;
            outbox.Send(services.Topics.Changelog, partition.Partition, changes[i].Key.Bytes, changes[i].Value, delivered: delivered);
        }
    }

    /// <summary>Its transaction, for the sender. Asked once, when all partitions are added.</summary>
    public PendingTransaction Pending(IConsumer<byte[], byte[]> consumer) =>
        pending = new PendingTransaction(
            offsets,
            offsets.Count > 0 ? consumer.ConsumerGroupMetadata : null,
            services.Clients.TransactionTimeout,
            produced: () => services.Reached(PipelinePoint.Produced, loop),
            committed: Store
        );

    /// <summary>Waits until its commit has ended.</summary>
    /// <inheritdoc cref="ThrowIfOverdue" path="/exception"/>
    public void Wait() => pending!.Wait();

    /// <summary>Gives its transaction up where it takes too long.</summary>
    /// <exception cref="TransactionBrokenException">It is given up: the clients must be made anew.</exception>
    public void ThrowIfOverdue() => pending!.ThrowIfOverdue();

    /// <summary>On the loop's thread, once it is committed and stored: makes it final.</summary>
    public void Finish(OwnedPartitions partitions)
    {
        foreach (var partition in partitions.All)
            partition.Commit();
        services.Metrics.Commits.Inc();
        counts.MoveTo(services.Metrics);
    }

    /// <inheritdoc/>
    public void Dispose() => pending?.Dispose();

    // On the sender's thread.
    private void Store()
    {
        services.Reached(PipelinePoint.Committed, loop);
        foreach (var (partition, changes) in changed)
        {
            // A commit implies delivery; the report may still be on its way from the client's thread.
            if (!SpinWait.SpinUntil(() => partition.ChangelogEnd != PartitionState.None, ReportPatience))
                throw new TransactionBrokenException($"No delivery report for the changelog of partition {partition.Partition} after its commit.");
            partition.Store.Write(changes, partition.ChangelogEnd);
        }

        services.Metrics.CycleSeconds.Observe((lasted + services.Time.GetElapsedTime(sealedAt)).TotalSeconds);
        services.Reached(PipelinePoint.Stored, loop);
    }
}
