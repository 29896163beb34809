using LowRankDefense.EmbeddedBroker.Log;
using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Handlers;

/// <summary>ListOffsets: first, last, or first at or after a time.</summary>
internal sealed class ListOffsetsHandler(Cluster cluster)
{
    private const long Latest = -1;
    private const long Earliest = -2;

    public void Handle(Request request)
    {
        var reader = request.Reader();
        reader.Int32();
        var committed = request.Version >= 2 && reader.Byte() == 1;
        var answer = request.Answer;
        if (request.Version >= 2)
            answer.Int32(0);
        var topics = reader.ArrayLength();
        answer.Int32(topics);
        for (var t = 0; t < topics; t++)
        {
            var name = reader.String();
            var partitions = reader.ArrayLength();
            answer.String(name).Int32(partitions);
            for (var p = 0; p < partitions; p++)
            {
                var partition = reader.Int32();
                var time = reader.Int64();
                if (cluster.Topics.Find(name, partition) is not { } log)
                {
                    answer.Int32(partition).Error(ErrorCode.UnknownTopicOrPartition).Int64(-1).Int64(-1);
                    continue;
                }

                var (timestamp, offset) = Find(log, time, committed);
                answer.Int32(partition).Error(ErrorCode.None).Int64(timestamp).Int64(offset);
            }
        }
    }

    private static (long Timestamp, long Offset) Find(PartitionLog log, long time, bool committed)
    {
        lock (log.Gate)
        {
            if (time == Earliest)
                return (-1, log.StartOffset);
            if (time == Latest)
                return (-1, committed ? log.LastStableOffset : log.EndOffset);
            foreach (var batch in log.Batches)
            {
                if (RecordBatch.MaximumTimestamp(batch.Data) >= time)
                    return (RecordBatch.MaximumTimestamp(batch.Data), batch.BaseOffset);
            }

            return (-1, -1);
        }
    }
}
