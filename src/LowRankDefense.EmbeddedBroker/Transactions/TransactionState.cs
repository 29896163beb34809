using LowRankDefense.EmbeddedBroker.Offsets;

namespace LowRankDefense.EmbeddedBroker.Transactions;

/// <summary>A transactional id and its transaction, if one is open.</summary>
internal sealed class TransactionState(long producerId)
{
    /// <summary>Producer id of all its producers.</summary>
    public long ProducerId { get; } = producerId;

    /// <summary>Epoch of the newest producer; −1 before the first.</summary>
    public short Epoch { get; set; } = -1;

    /// <summary>Whether a transaction is under way.</summary>
    public bool IsOpen { get; set; }

    /// <summary>How long a transaction may be open.</summary>
    public TimeSpan Timeout { get; set; }

    /// <summary>Timestamp of the time provider at which the transaction began.</summary>
    public long Began { get; set; }

    /// <summary>Partitions the transaction writes to.</summary>
    public HashSet<(string Topic, int Partition)> Partitions { get; } = [];

    /// <summary>Offsets to commit with the transaction, by group.</summary>
    public Dictionary<string, Dictionary<(string Topic, int Partition), CommittedOffset>> Offsets { get; } = new(StringComparer.Ordinal);
}
