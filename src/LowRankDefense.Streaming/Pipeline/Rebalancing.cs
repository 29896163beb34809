using System.Diagnostics;
using Confluent.Kafka;
using LowRankDefense.Streaming.State;
using LowRankDefense.Streaming.Telemetry;

namespace LowRankDefense.Streaming.Pipeline;

/// <summary>Takes partitions over and gives them up. All of it runs on the loop's thread, inside a call of the consumer.</summary>
internal sealed class Rebalancing(int loop, LoopServices services, OwnedPartitions partitions, Cycle cycle)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>Opens and restores the stores of partitions that were assigned.</summary>
    public void Assign(IConsumer<byte[], byte[]> client, IReadOnlyList<TopicPartition> assigned)
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

    /// <summary>Ends the cycle and gives partitions up.</summary>
    public void Revoke(IReadOnlyList<TopicPartitionOffset> revoked)
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

    /// <summary>Drops the cycle: the partitions belong to somebody else already.</summary>
    public void Lose(IReadOnlyList<TopicPartitionOffset> lost)
    {
        cycle.Abort();
        Close(lost);
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
