using System.Diagnostics;
using Confluent.Kafka;
using LowRankDefense.Core.Profiles.Log;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.State;
using LowRankDefense.Streaming.Telemetry;
using Microsoft.Extensions.Logging;

namespace LowRankDefense.Streaming.Pipeline;

/// <summary>Brings the store of a partition up to the end of its changelog.</summary>
internal sealed class ChangelogRestorer(KafkaClients clients, TopicOptions topics, ILogger<ChangelogRestorer> logger)
{
    private const int BatchRecords = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Reads the changelog from the store's checkpoint to its end, waiting for transactions that are still open; returns the records read.</summary>
    /// <exception cref="KafkaException">The changelog cannot be read.</exception>
    public long Restore(int partition, ProfileStore store)
    {
        using var reader = clients.Reader(AutoOffsetReset.Error);
        var changelog = new TopicPartition(topics.Changelog, partition);
        var marks = MarksOf(changelog);
        if (store.Checkpoint > marks.High.Value || (store.Checkpoint < marks.Low.Value && store.Checkpoint > 0))
        {
            Log.StoreWiped(logger, partition, store.Checkpoint, marks.Low.Value, marks.High.Value);
            store.Wipe();
        }

        var from = Math.Max(store.Checkpoint, marks.Low.Value);
        if (from >= marks.High.Value)
            return 0;
        reader.Assign(new TopicPartitionOffset(changelog, from));
        try
        {
            return Replay(reader, store, marks.High.Value);
        }
        catch (ConsumeException e)
        {
            // The loop goes on after a consumer's own errors; it must not take this one for such, with half a store.
            throw new KafkaException(e.Error, e);
        }
    }

    // The high watermark and not the last stable offset, which a reader of committed records is told: whoever owned the partition before may have
    // records under way to being committed.
    private WatermarkOffsets MarksOf(TopicPartition changelog)
    {
        using var client = clients.Reader(AutoOffsetReset.Error, IsolationLevel.ReadUncommitted);
        return client.QueryWatermarkOffsets(changelog, TimeSpan.FromSeconds(10));
    }

    private static long Replay(IConsumer<byte[], byte[]> reader, ProfileStore store, long end)
    {
        var newest = new Dictionary<ProfileKey, byte[]>();
        var records = 0L;
        var quiet = Stopwatch.StartNew();
        while (true)
        {
            var result = reader.Consume(200);
            if (result is null)
            {
                if (quiet.Elapsed > Patience)
                    throw new KafkaException(new Error(ErrorCode.Local_TimedOut, $"The changelog stayed silent for {Patience} before offset {end}."));
                continue;
            }

            if (result.IsPartitionEOF)
            {
                // Offsets at the very end belong to transaction markers, which are never delivered: the end of the partition counts.
                if (result.Offset.Value < end)
                    continue;
                store.ApplyChangelog(newest, result.Offset.Value);
                return records;
            }

            quiet.Restart();
            records++;
            newest[new ProfileKey(result.Message.Key)] = result.Message.Value;
            if (newest.Count < BatchRecords)
                continue;
            store.ApplyChangelog(newest, result.Offset.Value + 1);
            newest.Clear();
        }
    }
}
