using Confluent.Kafka;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Stages;
using LowRankDefense.Streaming.State;
using LowRankDefense.Streaming.Telemetry;

namespace LowRankDefense.Streaming.Pipeline;

/// <summary>
/// One cycle after the other: takes events and profiles through the stages, then seals what they made and hands it to the sender as one transaction.
/// The next cycle begins at once; the last one is settled when its commit is through, or taken back together with what followed it.
/// </summary>
internal sealed class Cycle(
    int loop,
    LoopServices services,
    StageList stages,
    OwnedPartitions partitions,
    TransactionSender sender,
    IConsumer<byte[], byte[]> consumer
)
{
    private long? opened;
    private readonly EventContext context = new(sender);
    private IDetector[] detectors = [];
    private SealedCycle? committing;

    /// <summary>Whether a cycle is open.</summary>
    public bool IsOpen => opened is not null;

    /// <summary>The time of the open cycle, Unix milliseconds; the present where none is open.</summary>
    public long Now => IsOpen ? context.Now : services.Now();

    /// <summary>Whether the open cycle has lasted long enough, or has enough events.</summary>
    public bool IsDue => IsOpen && (Elapsed >= services.Options.CycleInterval || context.Counts.Events >= services.Options.CycleEvents);

    /// <summary>Whether the open cycle may end at once where no event waits: it has lasted a little, and the sender has nothing to commit.</summary>
    public bool MayEnd => IsOpen && committing is null && Elapsed >= services.Options.QuietInterval;

    /// <summary>How long the next event may be waited for while the cycle is open: not beyond its end, and not so long that it could have ended.</summary>
    public TimeSpan Patience
    {
        get
        {
            var left = services.Options.CycleInterval - Elapsed;
            return left < services.Options.QuietInterval ? left : services.Options.QuietInterval;
        }
    }

    /// <summary>Whether there are detectors that profiles can be looked at again with.</summary>
    public bool HasDetectors => detectors.Length > 0;

    private TimeSpan Elapsed => opened is { } since ? services.Time.GetElapsedTime(since) : TimeSpan.Zero;

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
        stages.Process(context);
    }

    /// <summary>Takes a profile through the stages without an event.</summary>
    public void Review(PartitionState partition, UserProfile profile)
    {
        Begin();
        context.BeginReview(partition, profile);
        stages.Process(context);
    }

    /// <summary>Shows the stages a profile that was stored before the partition was assigned.</summary>
    public void Recover(PartitionState partition, UserProfile profile) => stages.Recover(partition, profile);

    /// <summary>Ends the open cycle, where there is one, and has it committed while the next one begins; waits for the one before.</summary>
    /// <inheritdoc cref="Settle" path="/exception"/>
    public void Seal()
    {
        if (!IsOpen)
            return;
        Settle();
        using (new Timing(services.Sealing))
        {
            var cycle = new SealedCycle(loop, services, context.Counts, Elapsed);
            foreach (var partition in partitions.All)
                cycle.Add(partition, sender);
            stages.Seal();
            opened = null;
            committing = cycle;
            sender.Commit(cycle.Pending(consumer));
        }
    }

    /// <summary>Settles the sealed cycle if its commit is through; else tells whether the sender has failed, or takes too long.</summary>
    /// <inheritdoc cref="Settle" path="/exception"/>
    public void Poll()
    {
        if (committing is { HasEnded: true })
        {
            Settle();
            return;
        }

        sender.ThrowIfFailed();
        committing?.ThrowIfOverdue();
    }

    /// <summary>Waits until the sealed cycle is committed, where there is one.</summary>
    /// <exception cref="KafkaTxnRequiresAbortException">The cycle must be aborted and its events read again.</exception>
    /// <exception cref="TransactionBrokenException">The clients must be made anew.</exception>
    public void Settle()
    {
        if (committing is null)
            return;
        using (new Timing(services.Settling))
            committing.Wait();
        if (committing.Succeeded)
            Finish();
        sender.ThrowIfFailed();
    }

    /// <summary>Ends the open cycle and waits until everything is committed.</summary>
    /// <inheritdoc cref="Settle" path="/exception"/>
    public void Commit()
    {
        Seal();
        Settle();
    }

    /// <summary>Hands over what was produced so far: for a loop that has nothing to do.</summary>
    public void Flush() => sender.Flush();

    /// <summary>Gives up all that is not committed; its events are read again.</summary>
    public void AbortAndRewind(string reason)
    {
        var events = SettleOrForget() + (IsOpen ? context.Counts.Events : 0);
        Log.TransactionAborted(services.Logger, loop, events, reason);
        TopicPartitionOffset[] starts =
        [
            .. partitions
                .All.Where(p => p.FirstUncommitted != PartitionState.None)
                .Select(p => new TopicPartitionOffset(services.Topics.Interactions, p.Partition, p.FirstUncommitted)),
        ];
        Abort();
        foreach (var start in starts)
            consumer.Seek(start);
    }

    /// <summary>Gives up all that is not committed; whoever has the partitions next reads its events.</summary>
    public void Abort()
    {
        SettleOrForget();
        sender.Abort();
        services.Metrics.Aborts.Inc();
        opened = null;
        stages.Rollback();
        foreach (var partition in partitions.All)
            partition.Rollback();
    }

    private void Begin()
    {
        if (IsOpen)
            return;
        opened = services.Time.GetTimestamp();
        context.BeginCycle(services.Now(), detectors, new CycleCounts());
    }

    // What is committed stays committed, whatever has failed behind it. Returns the events of the sealed cycle where it is given up.
    private int SettleOrForget()
    {
        if (committing is not { } cycle)
            return 0;
        cycle.Wait();
        if (cycle.Succeeded)
        {
            Finish();
            return 0;
        }

        committing = null;
        cycle.Dispose();
        return cycle.Events;
    }

    private void Finish()
    {
        committing!.Finish(partitions);
        stages.Commit();
        committing.Dispose();
        committing = null;
    }
}
