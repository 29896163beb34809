using LowRankDefense.EmbeddedBroker.Log;
using LowRankDefense.EmbeddedBroker.Offsets;
using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Transactions;

/// <summary>Producer ids, epochs and transactions.</summary>
internal sealed class TransactionCoordinator(TopicRegistry topics, OffsetStore offsets, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, TransactionState> transactions = new(StringComparer.Ordinal);
    private readonly Dictionary<long, short> epochs = [];
    private long nextProducerId = 1_000;

    /// <summary>A producer id; for a transactional id the same one with a higher epoch, which fences the producer before.</summary>
    public (long ProducerId, short Epoch) Initialise(string? transactionalId, TimeSpan timeout)
    {
        lock (gate)
        {
            if (transactionalId is null)
                return (nextProducerId++, 0);
            if (!transactions.TryGetValue(transactionalId, out var state))
                transactions[transactionalId] = state = new TransactionState(nextProducerId++);
            Fence(state);
            state.Timeout = timeout;
            return (state.ProducerId, state.Epoch);
        }
    }

    /// <summary>Whether a producer with this epoch may still write.</summary>
    public bool IsFenced(long producerId, short epoch)
    {
        lock (gate)
            return epochs.TryGetValue(producerId, out var current) && epoch < current;
    }

    /// <summary>Whether a partition was added to the open transaction of its producer.</summary>
    public bool Covers(string? transactionalId, string topic, int partition)
    {
        lock (gate)
            return transactionalId is not null
                && transactions.TryGetValue(transactionalId, out var state)
                && state.IsOpen
                && state.Partitions.Contains((topic, partition));
    }

    /// <summary>Opens a transaction, if none is open, and adds partitions it will write to.</summary>
    public ErrorCode AddPartitions(string id, long producerId, short epoch, IEnumerable<(string Topic, int Partition)> partitions)
    {
        lock (gate)
        {
            var error = Check(id, producerId, epoch, out var state);
            if (error != ErrorCode.None)
                return error;
            Begin(state!);
            state!.Partitions.UnionWith(partitions);
            return ErrorCode.None;
        }
    }

    /// <summary>Opens a transaction, if none is open.</summary>
    public ErrorCode AddOffsets(string id, long producerId, short epoch)
    {
        lock (gate)
        {
            var error = Check(id, producerId, epoch, out var state);
            if (error == ErrorCode.None)
                Begin(state!);
            return error;
        }
    }

    /// <summary>Keeps offsets of a group until the transaction commits; opens one, if none is open.</summary>
    public ErrorCode CommitOffsets(
        string id,
        long producerId,
        short epoch,
        string group,
        IEnumerable<KeyValuePair<(string Topic, int Partition), CommittedOffset>> committed
    )
    {
        lock (gate)
        {
            var error = Check(id, producerId, epoch, out var state);
            if (error != ErrorCode.None)
                return error;
            Begin(state!);
            if (!state!.Offsets.TryGetValue(group, out var pending))
                state.Offsets[group] = pending = [];
            foreach (var (partition, offset) in committed)
                pending[partition] = offset;
            return ErrorCode.None;
        }
    }

    /// <summary>Commits or aborts; nothing where no transaction is open.</summary>
    public ErrorCode End(string id, long producerId, short epoch, bool commit)
    {
        lock (gate)
        {
            var error = Check(id, producerId, epoch, out var state);
            if (error == ErrorCode.None)
                End(state!, commit);
            return error;
        }
    }

    /// <summary>Whether a transaction under way will decide the committed offset of a partition.</summary>
    public bool HasPendingOffset(string group, string topic, int partition)
    {
        lock (gate)
            return transactions.Values.Any(t => t.IsOpen && t.Offsets.TryGetValue(group, out var pending) && pending.ContainsKey((topic, partition)));
    }

    /// <summary>Aborts transactions that outlived their timeout, fencing their producers.</summary>
    public void AbortExpired()
    {
        lock (gate)
        {
            foreach (var state in transactions.Values)
            {
                if (state.IsOpen && time.GetElapsedTime(state.Began) > state.Timeout)
                    Fence(state);
            }
        }
    }

    private void Fence(TransactionState state)
    {
        // First the new epoch, then the markers that carry it: nothing of the old one gets in between.
        epochs[state.ProducerId] = ++state.Epoch;
        End(state, commit: false);
    }

    private ErrorCode Check(string id, long producerId, short epoch, out TransactionState? state)
    {
        if (!transactions.TryGetValue(id, out state) || state.ProducerId != producerId)
            return ErrorCode.InvalidProducerIdMapping;
        return epoch == state.Epoch ? ErrorCode.None : ErrorCode.InvalidProducerEpoch;
    }

    private void Begin(TransactionState state)
    {
        if (state.IsOpen)
            return;
        state.IsOpen = true;
        state.Began = time.GetTimestamp();
    }

    private void End(TransactionState state, bool commit)
    {
        if (!state.IsOpen)
            return;
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var (name, partition) in state.Partitions)
        {
            if (topics.Find(name, partition) is not { } log)
                continue;
            lock (log.Gate)
                log.EndTransaction(state.ProducerId, state.Epoch, commit, now);
            topics.Find(name)?.SignalWrite();
        }

        if (commit)
        {
            foreach (var (group, pending) in state.Offsets)
                offsets.Commit(group, pending);
        }

        state.Partitions.Clear();
        state.Offsets.Clear();
        state.IsOpen = false;
    }
}
