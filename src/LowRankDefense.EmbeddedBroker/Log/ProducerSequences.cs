using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Log;

/// <summary>What a partition remembers of one idempotent producer: its epoch and its last five batches.</summary>
internal sealed class ProducerSequences
{
    private const int Remembered = 5;
    private readonly Queue<(int First, int Last, long LastOffset)> batches = new();

    /// <summary>Epoch of the newest producer with this id; −1 before the first.</summary>
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

    /// <summary>Refuses earlier producers from now on; a new epoch counts its batches anew.</summary>
    public void Fence(short epoch)
    {
        if (epoch <= Epoch)
            return;
        Epoch = epoch;
        batches.Clear();
    }

    /// <summary>Remembers a batch that was appended.</summary>
    public void Record(short epoch, int first, int last, long lastOffset)
    {
        Fence(epoch);
        batches.Enqueue((first, last, lastOffset));
        if (batches.Count > Remembered)
            batches.Dequeue();
    }
}
