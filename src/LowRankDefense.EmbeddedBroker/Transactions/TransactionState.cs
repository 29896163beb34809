using LowRankDefense.EmbeddedBroker.Offsets;

namespace LowRankDefense.EmbeddedBroker.Transactions;

/// <summary>A transactional id and its transaction, if one is open.</summary>
internal sealed class TransactionState(string id, long producerId)
{
    public string Id { get; } = id;

    public long ProducerId { get; } = producerId;

    public short Epoch { get; set; } = -1;

    public bool IsOpen { get; set; }

    public TimeSpan Timeout { get; set; }

    /// <summary>Timestamp of the time provider at which the transaction began.</summary>
    public long Began { get; set; }

    public HashSet<(string Topic, int Partition)> Partitions { get; } = [];

    /// <summary>Offsets to commit with the transaction, by group.</summary>
    public Dictionary<string, Dictionary<(string Topic, int Partition), CommittedOffset>> Offsets { get; } = new(StringComparer.Ordinal);
}
