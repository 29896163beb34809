using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Log;

/// <summary>The log of one partition, in memory. Callers hold its lock.</summary>
internal sealed class PartitionLog(long retentionBytes, int maximumBatchBytes)
{
    private readonly List<StoredBatch> batches = [];
    private readonly Dictionary<long, ProducerSequences> producers = [];
    private readonly Dictionary<long, long> openTransactions = [];
    private readonly List<AbortedTransaction> aborted = [];
    private long bytes;

    /// <summary>Held by whoever reads or writes this log.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Offset of the oldest record kept.</summary>
    public long StartOffset { get; private set; }

    /// <summary>Offset the next record will get.</summary>
    public long EndOffset { get; private set; }

    /// <summary>The offset below which every transaction is decided.</summary>
    public long LastStableOffset => openTransactions.Count == 0 ? EndOffset : Math.Min(EndOffset, openTransactions.Values.Min());

    /// <summary>Bytes of what is kept.</summary>
    public long StoredBytes => bytes;

    /// <summary>What is kept, by offset.</summary>
    public IReadOnlyList<StoredBatch> Batches => batches;

    /// <summary>Appends one batch; a batch that a producer repeats is not written again, but answered as it was then.</summary>
    /// <param name="batch">The batch, which becomes the log's own.</param>
    /// <param name="baseOffset">Offset of its first record; −1 where it is refused.</param>
    public ErrorCode Append(byte[] batch, out long baseOffset)
    {
        baseOffset = -1;
        if (!RecordBatch.IsValid(batch))
            return ErrorCode.InvalidRecord;
        if (batch.Length > maximumBatchBytes)
            return ErrorCode.MessageTooLarge;
        if (!RecordBatch.HasValidChecksum(batch))
            return ErrorCode.CorruptMessage;
        var producer = RecordBatch.ProducerId(batch);
        var delta = RecordBatch.LastOffsetDelta(batch);
        if (producer >= 0)
        {
            var sequence = RecordBatch.BaseSequence(batch);
            var known = Sequences(producer);
            var error = known.Check(RecordBatch.ProducerEpoch(batch), sequence, sequence + delta, out var repeatedAt);
            baseOffset = repeatedAt ?? -1;
            if (error != ErrorCode.None || repeatedAt is not null)
                return error;
            known.Record(RecordBatch.ProducerEpoch(batch), sequence, sequence + delta, EndOffset + delta);
            if (RecordBatch.IsTransactional(batch))
                openTransactions.TryAdd(producer, EndOffset);
        }

        baseOffset = EndOffset;
        RecordBatch.SetBaseOffset(batch, baseOffset);
        Store(new StoredBatch(baseOffset, baseOffset + delta, batch));
        return ErrorCode.None;
    }

    /// <summary>Writes the marker that ends a producer's transaction here, if it wrote anything.</summary>
    /// <param name="producer">Its producer id.</param>
    /// <param name="epoch">The epoch that may write from now on: a batch of an earlier one that is still under way would open a transaction nobody ends.</param>
    /// <param name="commit">Whether its records count.</param>
    /// <param name="timestamp">Of the marker, in milliseconds since 1970.</param>
    public void EndTransaction(long producer, short epoch, bool commit, long timestamp)
    {
        Sequences(producer).Fence(epoch);
        if (!openTransactions.Remove(producer, out var first))
            return;
        if (!commit)
            aborted.Add(new AbortedTransaction(producer, first, EndOffset));
        Store(new StoredBatch(EndOffset, EndOffset, RecordBatch.EndMarker(EndOffset, producer, epoch, commit, timestamp)));
    }

    /// <summary>Index of the first batch that holds <paramref name="offset"/> or a later one.</summary>
    public int Find(long offset)
    {
        int low = 0,
            high = batches.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (batches[middle].LastOffset >= offset)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    /// <summary>Aborted transactions that touch <paramref name="from"/> .. <paramref name="to"/>.</summary>
    public IEnumerable<AbortedTransaction> AbortedBetween(long from, long to) => aborted.Where(a => a.LastOffset >= from && a.FirstOffset <= to);

    private ProducerSequences Sequences(long producer) => producers.GetValueOrDefault(producer) ?? (producers[producer] = new ProducerSequences());

    private void Store(StoredBatch batch)
    {
        batches.Add(batch);
        EndOffset = batch.LastOffset + 1;
        bytes += batch.Data.Length;
        var drop = 0;
        while (bytes > retentionBytes && drop < batches.Count - 1)
            bytes -= batches[drop++].Data.Length;
        if (drop == 0)
            return;
        batches.RemoveRange(0, drop);
        StartOffset = batches[0].BaseOffset;
        aborted.RemoveAll(a => a.LastOffset < StartOffset);
    }
}

/// <summary>A batch in a log.</summary>
/// <param name="BaseOffset">Offset of its first record.</param>
/// <param name="LastOffset">Offset of its last record.</param>
/// <param name="Data">The batch as it goes over the wire.</param>
internal readonly record struct StoredBatch(long BaseOffset, long LastOffset, byte[] Data);

/// <summary>A stretch of a log that read_committed consumers skip.</summary>
/// <param name="ProducerId">Whose records.</param>
/// <param name="FirstOffset">First record of the transaction.</param>
/// <param name="LastOffset">Its abort marker.</param>
internal readonly record struct AbortedTransaction(long ProducerId, long FirstOffset, long LastOffset);
