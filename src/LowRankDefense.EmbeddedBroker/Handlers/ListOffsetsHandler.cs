using LowRankDefense.EmbeddedBroker.Log;
using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Handlers;

/// <summary>ListOffsets: first, last, or by time.</summary>
/// <remarks>
/// By time the answer is the start of the first batch that reaches the time: batches stay compressed, so a reader may get up to a batch of
/// older records first, where Apache Kafka names the record itself.
/// </remarks>
internal sealed class ListOffsetsHandler(Cluster cluster)
{
    private const long Latest = -1;
    private const long Earliest = -2;

    /// <summary>Answers each partition with an offset and, where asked by time, the largest timestamp of its batch.</summary>
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
                var log = cluster.Topics.Find(name, partition);
                var error = request.Outcome(() => log is null ? ErrorCode.UnknownTopicOrPartition : ErrorCode.None);
                var (timestamp, offset) = error == ErrorCode.None ? Find(log!, time, committed) : (-1, -1);
                answer.Int32(partition).Error(error).Int64(timestamp).Int64(offset);
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
