using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Confluent.Kafka;
using LowRankDefense.Streaming.State;
using LowRankDefense.Streaming.Telemetry;

namespace LowRankDefense.Streaming.Pipeline;

/// <summary>Takes partitions over and gives them up. All of it runs on the loop's thread, inside a call of the consumer.</summary>
/// <remarks>
/// Nothing is thrown through the consumer: it would wait for the end of the rebalance for ever, even while it is disposed of. The loop asks after
/// every such call (<see cref="ThrowIfFailed"/>).
/// </remarks>
internal sealed class Rebalancing(int loop, LoopServices services, OwnedPartitions partitions, Cycle cycle)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private ExceptionDispatchInfo? failure;

    /// <summary>Opens and restores the stores of partitions that were assigned.</summary>
    public void Assign(IConsumer<byte[], byte[]> client, IReadOnlyList<TopicPartition> assigned) => Remembering(() => TakeOver(client, assigned));

    /// <summary>Ends the cycle and gives partitions up.</summary>
    public void Revoke(IReadOnlyList<TopicPartitionOffset> revoked) => Remembering(() => GiveUp(revoked));

    /// <summary>Drops the cycle: the partitions belong to somebody else already.</summary>
    public void Lose(IReadOnlyList<TopicPartitionOffset> lost) =>
        Remembering(() =>
        {
            cycle.Abort();
            Close(lost);
        });

    /// <summary>Throws what a rebalance has failed of; the loop cannot go on.</summary>
    public void ThrowIfFailed() => failure?.Throw();

    private void Remembering(Action rebalance)
    {
        try
        {
            rebalance();
        }
        catch (Exception e)
        {
            failure ??= ExceptionDispatchInfo.Capture(e);
        }
    }

    private void TakeOver(IConsumer<byte[], byte[]> client, IReadOnlyList<TopicPartition> assigned)
    {
        // Returns only when no transaction is pending on these offsets: whoever had the partitions before is done with them.
        client.Committed(assigned, Timeout);
        foreach (var partition in assigned)
        {
            var watch = Stopwatch.StartNew();
            var state = new PartitionState(partition.Partition.Value, services.Stores.Open(partition.Partition.Value));
            partitions.Add(state);
            var records = services.Restorer.Restore(state.Partition, state.Store);
            Log.PartitionRestored(services.Logger, loop, state.Partition, records, watch.ElapsedMilliseconds);
        }

        services.Health.Running(loop, isRunning: true);
        services.Reached(PipelinePoint.Assigned, loop);
    }

    private void GiveUp(IReadOnlyList<TopicPartitionOffset> revoked)
    {
        services.Reached(PipelinePoint.Revoking, loop);
        try
        {
            cycle.Commit();
        }
        catch (KafkaTxnRequiresAbortException e)
        {
            cycle.AbortAndRewind(e.Error.Reason);
        }

        Close(revoked);
    }

    private void Close(IReadOnlyList<TopicPartitionOffset> given)
    {
        foreach (var partition in given)
        {
            if (partitions.Close(partition.Partition.Value))
                Log.PartitionClosed(services.Logger, loop, partition.Partition.Value);
        }
    }
}
