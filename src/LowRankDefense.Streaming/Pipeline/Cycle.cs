using System.Diagnostics;
using Confluent.Kafka;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Stages;
using LowRankDefense.Streaming.State;
using LowRankDefense.Streaming.Telemetry;

namespace LowRankDefense.Streaming.Pipeline;

/// <summary>
/// One transaction after the other: takes events and profiles through the stages, commits records and offsets, and only then writes the state of the
/// cycle to the stores, so that a store may lag its changelog and never leads it.
/// </summary>
internal sealed class Cycle(
    int loop,
    LoopServices services,
    IReadOnlyList<IStage> stages,
    OwnedPartitions partitions,
    IProducer<byte[], byte[]> producer,
    IConsumer<byte[], byte[]> consumer
)
{
    private static readonly TimeSpan ReportPatience = TimeSpan.FromSeconds(30);
    private readonly Transaction transaction = new(producer);
    private readonly Stopwatch open = new();
    private readonly EventContext context = new(new Outbox(producer), new CycleCounts());
    private IDetector[] detectors = [];

    /// <summary>Whether a transaction is open.</summary>
    public bool IsOpen => transaction.IsOpen;

    /// <summary>The time of the open cycle, Unix milliseconds; the present where none is open.</summary>
    public long Now => IsOpen ? context.Now : services.Now();

    /// <summary>Whether the open cycle has lasted long enough, or has enough events.</summary>
    public bool IsDue => IsOpen && (open.Elapsed >= services.Options.CycleInterval || context.Counts.Events >= services.Options.CycleEvents);

    /// <summary>How long the open cycle may still last.</summary>
    public TimeSpan Remaining => services.Options.CycleInterval - open.Elapsed;

    /// <summary>Whether there are detectors that profiles can be looked at again with.</summary>
    public bool HasDetectors => detectors.Length > 0;

    /// <summary>Puts the detectors of the registry in force, between cycles; whether they are others than before.</summary>
    public bool AdoptDetectors()
    {
        var current = services.Models.Detectors;
        if (ReferenceEquals(current, detectors))
            return false;
        detectors = current;
        return true;
    }

    /// <summary>Takes an event through the stages.</summary>
    public void Process(PartitionState partition, Message<byte[], byte[]> record, long offset)
    {
        Begin();
        partition.Consumed(offset);
        context.BeginEvent(partition, record, offset);
        context.Counts.Events++;
        RunStages();
    }

    /// <summary>Takes a profile through the stages without an event.</summary>
    public void Review(PartitionState partition, UserProfile profile)
    {
        Begin();
        context.BeginReview(partition, profile);
        RunStages();
    }

    /// <summary>Shows the stages a profile that was stored before the partition was assigned.</summary>
    public void Recover(PartitionState partition, UserProfile profile)
    {
        foreach (var stage in stages)
            stage.Recover(partition, profile);
    }

    /// <summary>Commits the open transaction and stores the cycle; nothing where none is open.</summary>
    /// <exception cref="KafkaTxnRequiresAbortException">The cycle must be aborted and its events read again.</exception>
    /// <exception cref="TransactionBrokenException">The clients must be made anew.</exception>
    public void Commit()
    {
        if (!IsOpen)
            return;
        var offsets = new List<TopicPartitionOffset>(partitions.All.Count);
        foreach (var partition in partitions.All)
        {
            SendChangelog(partition);
            if (partition.CycleEnd != PartitionState.None)
                offsets.Add(new TopicPartitionOffset(services.Topics.Interactions, partition.Partition, partition.CycleEnd));
        }

        services.Reached(PipelinePoint.Produced, loop);
        transaction.Commit(offsets, () => consumer.ConsumerGroupMetadata);
        services.Reached(PipelinePoint.Committed, loop);
        foreach (var partition in partitions.All)
            StoreCycle(partition);
        foreach (var stage in stages)
            stage.Commit();
        services.Metrics.Commits.Inc();
        services.Metrics.CycleSeconds.Observe(open.Elapsed.TotalSeconds);
        context.Counts.MoveTo(services.Metrics);
        services.Reached(PipelinePoint.Stored, loop);
    }

    /// <summary>Gives up the open transaction; its events are read again.</summary>
    public void AbortAndRewind(string reason)
    {
        Log.TransactionAborted(services.Logger, loop, context.Counts.Events, reason);
        TopicPartitionOffset[] starts =
        [
            .. partitions
                .All.Where(p => p.CycleStart != PartitionState.None)
                .Select(p => new TopicPartitionOffset(services.Topics.Interactions, p.Partition, p.CycleStart)),
        ];
        Abort();
        foreach (var start in starts)
            consumer.Seek(start);
    }

    /// <summary>Gives up the open transaction; whoever has the partitions next reads its events.</summary>
    public void Abort()
    {
        transaction.Abort();
        services.Metrics.Aborts.Inc();
        context.Counts.Clear();
        foreach (var stage in stages)
            stage.Rollback();
        foreach (var partition in partitions.All)
        {
            partition.Store.Rollback();
            partition.Reviews.Rollback();
            partition.Sweep.Restart();
            partition.EndCycle();
        }
    }

    private void Begin()
    {
        if (IsOpen)
            return;
        transaction.Begin();
        open.Restart();
        context.BeginCycle(services.Now(), detectors);
    }

    private void RunStages()
    {
        foreach (var stage in stages)
        {
            stage.Process(context);
            if (context.Refused)
                return;
        }
    }

    private void SendChangelog(PartitionState partition)
    {
        var changes = partition.Store.Seal();
        for (var i = 0; i < changes.Count; i++)
        {
            // Records of a partition are delivered in order: the report of the last one tells where the changelog ends.
            Action<DeliveryReport<byte[], byte[]>>? delivered =
                i == changes.Count - 1
                    ? report => partition.ChangelogEnd = report.Error.IsError ? PartitionState.None : report.Offset.Value + 1
                    : null;
            context.Outbox.Send(services.Topics.Changelog, partition.Partition, Outbox.KeyOf(changes[i].Key), changes[i].Value, delivered: delivered);
        }
    }

    private static void StoreCycle(PartitionState partition)
    {
        if (partition.Store.ChangedCount > 0)
        {
            // A commit implies delivery; the report may still be on its way from the client's thread.
            if (!SpinWait.SpinUntil(() => partition.ChangelogEnd != PartitionState.None, ReportPatience))
                throw new TransactionBrokenException($"No delivery report for the changelog of partition {partition.Partition} after its commit.");
            partition.Store.Commit(partition.ChangelogEnd);
        }

        partition.Reviews.Commit();
        partition.EndCycle();
    }
}
