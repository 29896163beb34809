using System.Diagnostics;
using Confluent.Kafka;

namespace LowRankDefense.Streaming.Kafka;

/// <summary>A transaction whose records are all on their way, and its commit behind them.</summary>
/// <remarks>
/// Who waits for it gives it up when it is not committed in time: <c>SendOffsetsToTransaction</c> may never return, past its timeout, where the coordinator of
/// the group was lost (librdkafka issues 5456 and 5511). It is either committed or given up, never both: behind a transaction that was given up nothing
/// is stored, whatever becomes of it.
/// </remarks>
/// <param name="offsets">Offsets behind the last records consumed, by partition; may be empty.</param>
/// <param name="group">The consumer's group at the end of the cycle; null where there are no offsets.</param>
/// <param name="patience">How long it may take from now on until it is committed: no longer than a broker leaves it open.</param>
/// <param name="produced">Called on the sender's thread when all records are produced.</param>
/// <param name="committed">Called on the sender's thread once the transaction is committed; takes as long as it likes.</param>
internal sealed class PendingTransaction(
    IReadOnlyCollection<TopicPartitionOffset> offsets,
    IConsumerGroupMetadata? group,
    TimeSpan patience,
    Action produced,
    Action committed
) : IDisposable
{
    private const int UnderWay = 0;
    private const int Committed = 1;
    private const int GivenUp = 2;
    private readonly ManualResetEventSlim ended = new();
    private readonly long since = Stopwatch.GetTimestamp();
    private int state = UnderWay;

    /// <summary>Whether it has ended, one way or the other.</summary>
    public bool HasEnded => ended.IsSet;

    /// <summary>Whether it has ended well: committed, and what was to follow done.</summary>
    public bool Succeeded { get; private set; }

    private TimeSpan Left => patience - Stopwatch.GetElapsedTime(since) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <summary>Waits for its end.</summary>
    /// <inheritdoc cref="ThrowIfOverdue" path="/exception"/>
    public void Wait()
    {
        if (ended.Wait(Left))
            return;
        if (GiveUp())
            throw Overdue();
        ended.Wait();
    }

    /// <summary>Gives it up where its time is over and it is not committed; says so again each time.</summary>
    /// <exception cref="TransactionBrokenException">It is given up; the producer is of no use any more.</exception>
    public void ThrowIfOverdue()
    {
        if (!HasEnded && (Volatile.Read(ref state) == GivenUp || Left == TimeSpan.Zero) && GiveUp())
            throw Overdue();
    }

    /// <summary>Gives it up at once; where it is committed already, waits for what follows. Behind this nothing is stored any more.</summary>
    public void Abandon()
    {
        if (!HasEnded && !GiveUp())
            ended.Wait();
    }

    /// <summary>Commits it in <paramref name="transaction"/>, with what comes before and after.</summary>
    /// <exception cref="TransactionBrokenException">It was given up meanwhile, or the outcome is unknown.</exception>
    public void Commit(Transaction transaction)
    {
        transaction.Begin();
        produced();
        transaction.Commit(offsets, group);
        if (Interlocked.CompareExchange(ref state, Committed, UnderWay) == GivenUp)
            throw new TransactionBrokenException("The transaction was committed after it had been given up.");
        committed();
    }

    /// <summary>Says that it has ended.</summary>
    public void End(bool succeeded)
    {
        Succeeded = succeeded;
        ended.Set();
    }

    /// <inheritdoc/>
    /// <remarks>Only of one that has ended.</remarks>
    public void Dispose() => ended.Dispose();

    // False where it is committed, and only what follows is still under way.
    private bool GiveUp() => Interlocked.CompareExchange(ref state, GivenUp, UnderWay) != Committed;

    private TransactionBrokenException Overdue() =>
        new($"The transaction was not committed within {patience}, and is given up: the broker may be gone.");
}
