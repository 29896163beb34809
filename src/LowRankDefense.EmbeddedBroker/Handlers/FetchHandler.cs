using LowRankDefense.EmbeddedBroker.Log;
using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Handlers;

/// <summary>Fetch: waits until enough is there, woken by writes to the topics asked for.</summary>
internal sealed class FetchHandler(Cluster cluster)
{
    /// <summary>Answers once the bytes asked for are there, the wait is over or a partition cannot be read.</summary>
    /// <returns>True: a fetch is always answered.</returns>
    public async ValueTask<bool> Handle(Request request, CancellationToken stop)
    {
        var fetch = FetchRequest.Read(request);
        var start = request.Answer.Position;
        var began = cluster.Time.GetTimestamp();
        while (true)
        {
            // Taken before reading: a write that comes between reading and waiting is not missed.
            var writes = fetch.Topics.Select(t => cluster.Topics.Find(t.Name)?.NextWrite).OfType<Task>().ToList();
            request.Answer.Rewind(start);
            var (bytes, failed) = Write(request, fetch);
            var left = fetch.MaximumWait - cluster.Time.GetElapsedTime(began);
            if (bytes >= fetch.MinimumBytes || failed || left <= TimeSpan.Zero)
                return true;
            using var timer = CancellationTokenSource.CreateLinkedTokenSource(stop);
            await Task.WhenAny([.. writes, Task.Delay(left, cluster.Time, timer.Token)]);
            await timer.CancelAsync();
            stop.ThrowIfCancellationRequested();
        }
    }

    private (int Bytes, bool Failed) Write(Request request, FetchRequest fetch)
    {
        var answer = request.Answer.Int32(0);
        if (request.Version >= 7)
            answer.Error(request.Injected).Int32(0);
        answer.Int32(fetch.Topics.Count);
        var (total, failed) = (0, false);
        foreach (var topic in fetch.Topics)
        {
            answer.String(topic.Name).Int32(topic.Partitions.Count);
            foreach (var part in topic.Partitions)
            {
                var bytes = WritePartition(request, fetch, topic.Name, part, fetch.MaximumBytes - total);
                total += bytes ?? 0;
                failed |= bytes is null;
            }
        }

        return (total, failed);
    }

    // Bytes of records written; null for an error.
    private int? WritePartition(Request request, FetchRequest fetch, string topic, FetchRequest.PartitionPart part, int budget)
    {
        if (request.Injected != ErrorCode.None)
            return WriteError(request, part.Partition, request.Injected);
        if (cluster.Topics.Find(topic, part.Partition) is not { } log)
            return WriteError(request, part.Partition, ErrorCode.UnknownTopicOrPartition);
        lock (log.Gate)
        {
            return part.Offset < log.StartOffset || part.Offset > log.EndOffset
                ? WriteError(request, part.Partition, ErrorCode.OffsetOutOfRange)
                : WriteRecords(request, fetch, part, log, budget);
        }
    }

    private static int? WriteError(Request request, int partition, ErrorCode error)
    {
        var answer = request.Answer.Int32(partition).Error(error).Int64(-1).Int64(-1);
        if (request.Version >= 5)
            answer.Int64(-1);
        answer.Int32(0);
        if (request.Version >= 11)
            answer.Int32(-1);
        answer.Int32(0);
        return null;
    }

    private static int WriteRecords(Request request, FetchRequest fetch, FetchRequest.PartitionPart part, PartitionLog log, int budget)
    {
        var stable = log.LastStableOffset;
        var limit = fetch.ReadCommitted ? stable : log.EndOffset;
        var answer = request.Answer.Int32(part.Partition).Error(ErrorCode.None).Int64(log.EndOffset).Int64(stable);
        if (request.Version >= 5)
            answer.Int64(log.StartOffset);
        var first = log.Find(part.Offset);
        var (next, bytes, upper) = (first, 0, part.Offset);
        // The first batch of an answer goes out whatever its size, or a large one would never be read.
        while (
            next < log.Batches.Count
            && log.Batches[next].LastOffset < limit
            && (bytes == 0 ? budget > 0 : Fits(log.Batches[next], bytes, part, budget))
        )
        {
            bytes += log.Batches[next].Data.Length;
            upper = log.Batches[next++].LastOffset;
        }

        WriteAborted(answer, fetch.ReadCommitted, bytes == 0 ? [] : [.. log.AbortedBetween(part.Offset, upper)]);
        if (request.Version >= 11)
            answer.Int32(-1);
        answer.Int32(bytes);
        for (var b = first; b < next; b++)
            answer.Raw(log.Batches[b].Data);
        return bytes;
    }

    private static bool Fits(StoredBatch batch, int bytes, FetchRequest.PartitionPart part, int budget) =>
        bytes + batch.Data.Length <= Math.Min(part.MaximumBytes, budget);

    private static void WriteAborted(ProtocolWriter answer, bool readCommitted, AbortedTransaction[] aborted)
    {
        answer.Int32(readCommitted ? aborted.Length : -1);
        for (var a = 0; readCommitted && a < aborted.Length; a++)
            answer.Int64(aborted[a].ProducerId).Int64(aborted[a].FirstOffset);
    }
}
