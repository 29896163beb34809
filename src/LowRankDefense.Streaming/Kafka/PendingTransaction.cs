using Confluent.Kafka;

namespace LowRankDefense.Streaming.Kafka;

/// <summary>A transaction whose records are all on their way, and its commit behind them.</summary>
/// <param name="offsets">Offsets behind the last records consumed, by partition; may be empty.</param>
/// <param name="group">The consumer's group at the end of the cycle; null where there are no offsets.</param>
/// <param name="produced">Called on the sender's thread when all records are produced.</param>
/// <param name="committed">Called on the sender's thread once the transaction is committed.</param>
internal sealed class PendingTransaction(
    IReadOnlyCollection<TopicPartitionOffset> offsets,
    IConsumerGroupMetadata? group,
    Action produced,
    Action committed
) : IDisposable
{
    private readonly ManualResetEventSlim ended = new();

    /// <summary>Whether it has ended, one way or the other.</summary>
    public bool HasEnded => ended.IsSet;

    /// <summary>Whether it has ended well: committed, and what was to follow done.</summary>
    public bool Succeeded { get; private set; }

    /// <summary>Waits for its end.</summary>
    public void Wait() => ended.Wait();

    /// <summary>Commits it in <paramref name="transaction"/>, with what comes before and after.</summary>
    public void Commit(Transaction transaction)
    {
        transaction.Begin();
        produced();
        transaction.Commit(offsets, group);
        committed();
    }

    /// <summary>Says that it has ended.</summary>
    public void End(bool succeeded)
    {
        Succeeded = succeeded;
        ended.Set();
    }

    /// <inheritdoc/>
    public void Dispose() => ended.Dispose();
}
