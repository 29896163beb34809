using System.Diagnostics;
using Confluent.Kafka;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Telemetry;
using Microsoft.Extensions.Logging;

namespace LowRankDefense.Streaming.Pipeline;

/// <summary>
/// One consumer, one transactional producer and the stores of its partitions, on one thread. A cycle consumes, takes events through the
/// stages, produces, and commits offsets and records in one transaction; only then is the state of the cycle written to the stores.
/// </summary>
internal sealed class TransactionalLoop : IDisposable
{
    private const int IdleMilliseconds = 50;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private readonly int number;
    private readonly LoopServices services;
    private readonly StageChain stages;
    private readonly IProducer<byte[], byte[]> producer;
    private readonly IConsumer<byte[], byte[]> consumer;
    private readonly Transaction transaction;
    private readonly EventContext context;
    private readonly CycleCounts counts = new();
    private readonly Dictionary<int, PartitionState> partitions = [];
    private readonly Stopwatch cycle = new();
    private IDetector? detector;

    public TransactionalLoop(int number, LoopServices services)
    {
        this.number = number;
        this.services = services;
        stages = services.Stages();
        producer = services.Clients.TransactionalProducer($"loop-{number}");
        transaction = new Transaction(producer);
        context = new EventContext(new Outbox(producer), counts);
        consumer = services.Clients.LoopConsumer(
            number,
            builder => builder.SetPartitionsAssignedHandler(Assigned).SetPartitionsRevokedHandler(Revoked).SetPartitionsLostHandler(Lost)
        );
    }

    /// <summary>Partitions owned and restored.</summary>
    public int Owned => partitions.Count;

    /// <summary>Consumes until <paramref name="stop"/>; then finishes the cycle and leaves the stores consistent.</summary>
    public void Run(CancellationToken stop)
    {
        producer.InitTransactions(Timeout);
        consumer.Subscribe(services.Topics.Interactions);
        while (!stop.IsCancellationRequested)
        {
            services.Health.Pulse(number);
            Step();
        }

        Commit();
        consumer.Close();
    }

    public void Dispose()
    {
        consumer.Dispose();
        producer.Dispose();
        CloseAll();
    }

    private void Step()
    {
        try
        {
            if (!transaction.IsOpen)
                BetweenCycles();
            var result = consumer.Consume(WaitMilliseconds());
            if (result is not null)
                Take(result);
            if (transaction.IsOpen && (cycle.Elapsed >= services.Options.CycleInterval || counts.Events >= services.Options.CycleEvents))
                Commit();
        }
        catch (KafkaTxnRequiresAbortException e)
        {
            AbortAndRewind(e.Error.Reason);
        }
        catch (ConsumeException e) when (!e.Error.IsFatal)
        {
            Log.ClientError(services.Logger, consumer.Name, e.Error.Code.ToString(), e.Error.Reason);
        }
    }

    private int WaitMilliseconds()
    {
        if (transaction.IsOpen)
            return (int)Math.Clamp((services.Options.CycleInterval - cycle.Elapsed).TotalMilliseconds, 0, IdleMilliseconds);
        return HasReviews() ? 0 : IdleMilliseconds;
    }

    private void Take(ConsumeResult<byte[], byte[]> result)
    {
        var partition = partitions[result.Partition.Value];
        Begin();
        if (partition.CycleStart == PartitionState.None)
            partition.CycleStart = result.Offset.Value;
        partition.CycleEnd = result.Offset.Value + 1;
        context.BeginEvent(partition, result.Message, result.Offset.Value);
        stages.Process(context);
        counts.Events++;
        if (stages.Holds && !context.Refused && context.Profile.Held == 1)
            AwaitRelease(partition, context.Profile.User, context.Profile.FirstSeen);
    }

    private void Begin()
    {
        if (transaction.IsOpen)
            return;
        transaction.Begin();
        cycle.Restart();
        context.BeginCycle(services.Now(), detector);
    }

    // A model comes into force between cycles, and every profile is then looked at again.
    private void AdoptDetector()
    {
        var current = services.Detector();
        if (ReferenceEquals(current, detector))
            return;
        detector = current;
        foreach (var partition in partitions.Values)
            partition.Sweep.Restart();
    }

    private bool HasReviews()
    {
        foreach (var partition in partitions.Values)
        {
            if (!partition.Sweep.Done || HasDueProbation(partition))
                return true;
        }

        return false;
    }

    // Reviews open a cycle: at most one slice of them delays the events behind.
    private void BetweenCycles()
    {
        AdoptDetector();
        foreach (var partition in partitions.Values)
        {
            if (!partition.Sweep.Done)
                Sweep(partition);
            while (HasDueProbation(partition))
                ReviewDue(partition, partition.Probations.Dequeue());
        }
    }

    private bool HasDueProbation(PartitionState partition) =>
        partition.Probations.TryPeek(out _, out var due) && due <= (transaction.IsOpen ? context.Now : services.Now());

    private void Sweep(PartitionState partition)
    {
        var profiles = partition.Store.Scan(partition.Sweep.After, services.Options.SweepProfiles);
        foreach (var profile in profiles)
        {
            if (partition.Sweep.IsFirst)
            {
                stages.Alerts.Count(profile);
                if (profile.Held > 0)
                    AwaitRelease(partition, profile.User, profile.FirstSeen);
            }

            if (detector is not null)
                ReviewOne(partition, profile);
        }

        if (profiles.Count < services.Options.SweepProfiles)
            partition.Sweep.Finish();
        else
            partition.Sweep.Advance(profiles[^1].User);
    }

    private void ReviewDue(PartitionState partition, string user)
    {
        if (partition.Store.Find(user) is not { Held: > 0 } profile)
            return;
        ReviewOne(partition, profile);
        if (profile.Held > 0)
            AwaitRelease(partition, user, context.Now);
    }

    private void ReviewOne(PartitionState partition, UserProfile profile)
    {
        Begin();
        context.BeginReview(partition, profile);
        stages.Review(context);
    }

    private void AwaitRelease(PartitionState partition, string user, long since) =>
        partition.Probations.Enqueue(user, since + (long)Math.Max(1, stages.HoldFor.TotalMilliseconds));

    private void Commit()
    {
        if (!transaction.IsOpen)
            return;
        var offsets = new List<TopicPartitionOffset>(partitions.Count);
        foreach (var partition in partitions.Values)
        {
            SendChangelog(partition);
            if (partition.CycleEnd != PartitionState.None)
                offsets.Add(new TopicPartitionOffset(services.Topics.Interactions, partition.Partition, partition.CycleEnd));
        }

        transaction.Commit(offsets, () => consumer.ConsumerGroupMetadata);
        StoreCycle();
        services.Metrics.Commits.Inc();
        services.Metrics.CycleSeconds.Observe(cycle.Elapsed.TotalSeconds);
        counts.AddTo(services.Metrics);
        counts.Clear();
        stages.Alerts.Commit();
    }

    private void SendChangelog(PartitionState partition)
    {
        var changes = partition.Store.Seal();
        for (var i = 0; i < changes.Count; i++)
        {
            // Records of a partition are delivered in order: the report of the last one tells where the changelog ends.
            Action<DeliveryReport<byte[], byte[]>>? delivered =
                i == changes.Count - 1
                    ? report => Volatile.Write(ref partition.ChangelogEnd, report.Error.IsError ? PartitionState.None : report.Offset.Value + 1)
                    : null;
            context.Outbox.Send(services.Topics.Changelog, partition.Partition, Outbox.KeyOf(changes[i].Key), changes[i].Value, delivered: delivered);
        }
    }

    private void StoreCycle()
    {
        foreach (var partition in partitions.Values)
        {
            if (partition.Store.ChangedCount > 0)
            {
                // A commit implies delivery; the report may still be on its way from the client's thread.
                if (!SpinWait.SpinUntil(() => Volatile.Read(ref partition.ChangelogEnd) != PartitionState.None, Timeout))
                    throw new LoopBrokenException($"No delivery report for the changelog of partition {partition.Partition} after its commit.");
                partition.Store.Commit(partition.ChangelogEnd);
            }

            partition.BeginCycle();
        }
    }

    private void AbortAndRewind(string reason)
    {
        Log.TransactionAborted(services.Logger, number, counts.Events, reason);
        Abort();
        foreach (var partition in partitions.Values)
        {
            if (partition.CycleStart != PartitionState.None)
                consumer.Seek(new TopicPartitionOffset(services.Topics.Interactions, partition.Partition, partition.CycleStart));
            partition.BeginCycle();
        }
    }

    private void Abort()
    {
        transaction.Abort();
        services.Metrics.Aborts.Inc();
        counts.Clear();
        stages.Alerts.Rollback();
        foreach (var partition in partitions.Values)
        {
            partition.Store.Rollback();
            partition.Sweep.Restart();
        }
    }

    private void Assigned(IConsumer<byte[], byte[]> client, List<TopicPartition> assigned)
    {
        // Returns only when no transaction is pending on these offsets: whoever had the partitions before is done with them.
        client.Committed(assigned, Timeout);
        foreach (var partition in assigned)
        {
            var watch = Stopwatch.StartNew();
            var state = new PartitionState(partition.Partition.Value, services.Stores.Open(partition.Partition.Value));
            partitions.Add(partition.Partition.Value, state);
            var records = services.Restorer.Restore(state.Partition, state.Store);
            Log.PartitionRestored(services.Logger, number, state.Partition, records, watch.ElapsedMilliseconds);
        }

        services.Metrics.Partitions.Inc(assigned.Count);
        services.Health.Running(number, isRunning: true);
    }

    private void Revoked(IConsumer<byte[], byte[]> client, List<TopicPartitionOffset> revoked)
    {
        try
        {
            Commit();
        }
        catch (KafkaTxnRequiresAbortException e)
        {
            AbortAndRewind(e.Error.Reason);
        }

        Close(revoked);
    }

    private void Lost(IConsumer<byte[], byte[]> client, List<TopicPartitionOffset> lost)
    {
        Abort();
        foreach (var partition in partitions.Values)
            partition.BeginCycle();
        Close(lost);
    }

    private void Close(List<TopicPartitionOffset> given)
    {
        foreach (var partition in given)
        {
            if (!partitions.Remove(partition.Partition.Value, out var state))
                continue;
            state.Dispose();
            services.Metrics.Partitions.Dec();
            Log.PartitionClosed(services.Logger, number, partition.Partition.Value);
        }
    }

    private void CloseAll()
    {
        services.Metrics.Partitions.Dec(partitions.Count);
        foreach (var state in partitions.Values)
            state.Dispose();
        partitions.Clear();
    }
}
