using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Log;

/// <summary>What a partition remembers of one idempotent producer: its epoch and its last five batches.</summary>
internal sealed class ProducerSequences
{
    private const int Remembered = 5;
    private readonly Queue<(int First, int Last, long LastOffset)> batches = new();

    public short Epoch { get; private set; } = -1;

    /// <summary>Whether a batch follows on the last one; a repeated one is answered with the offset it got then.</summary>
    public ErrorCode Check(short epoch, int first, int last, out long? repeatedAt)
    {
        repeatedAt = null;
        if (epoch < Epoch)
            return ErrorCode.InvalidProducerEpoch;
        if (epoch > Epoch || batches.Count == 0)
            return first == 0 || batches.Count == 0 ? ErrorCode.None : ErrorCode.OutOfOrderSequenceNumber;
        foreach (var batch in batches)
        {
            if (batch.First != first || batch.Last != last)
                continue;
            repeatedAt = batch.LastOffset - (last - first);
            return ErrorCode.None;
        }

        var previous = batches.Last().Last;
        if (first == (previous == int.MaxValue ? 0 : previous + 1))
            return ErrorCode.None;
        return first <= previous ? ErrorCode.DuplicateSequenceNumber : ErrorCode.OutOfOrderSequenceNumber;
    }

    public void Record(short epoch, int first, int last, long lastOffset)
    {
        if (epoch != Epoch)
            batches.Clear();
        Epoch = epoch;
        batches.Enqueue((first, last, lastOffset));
        if (batches.Count > Remembered)
            batches.Dequeue();
    }
}
