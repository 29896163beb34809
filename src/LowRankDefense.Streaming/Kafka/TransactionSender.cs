using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Confluent.Kafka;
using LowRankDefense.Streaming.Telemetry;
using Prometheus;

namespace LowRankDefense.Streaming.Kafka;

/// <summary>
/// The sending side of a loop: carries out, on a thread of its own, what the loop sends and commits, in that order. So the loop goes on with the next
/// cycle while the transaction of the last one is on its way.
/// </summary>
/// <remarks>
/// Transactions stay one after the other: what is sent after a <see cref="Commit"/> waits in the queue until it is through. After a failure nothing is
/// sent any more until <see cref="Abort"/>; <see cref="ThrowIfFailed"/> tells the loop. All members are for the loop's thread.
/// </remarks>
internal sealed class TransactionSender : IOutbox, IDisposable
{
    // Some cycles' records: a loop that is faster than its broker waits here.
    private const int QueuedBatches = 512;

    // Longer than a healthy thread takes for the rest of its queue.
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(5);
    private readonly IProducer<byte[], byte[]> producer;
    private readonly TimeSpan patience;
    private readonly BlockingCollection<object> queue = new(QueuedBatches);
    private readonly ConcurrentBag<RecordBatch> spare = [];
    private readonly Outbox outbox;
    private readonly Transaction transaction;
    private readonly Counter.Child producing;
    private readonly Counter.Child committing;
    private readonly Thread thread;
    private RecordBatch batch = new();
    private PendingTransaction? last;
    private ExceptionDispatchInfo? failure;
    private bool isDisposed;

    /// <summary>Starts the thread.</summary>
    /// <param name="producer">A transactional producer, initialized before the first record is sent; disposed of at the end of the thread.</param>
    /// <param name="patience">How long the loop waits for the thread before it gives up both.</param>
    /// <param name="name">Name of the thread.</param>
    /// <param name="metrics">Told what the thread spends its time on.</param>
    public TransactionSender(IProducer<byte[], byte[]> producer, TimeSpan patience, string name, WorkerMetrics metrics)
    {
        (this.producer, this.patience) = (producer, patience);
        (outbox, transaction) = (new Outbox(producer), new Transaction(producer));
        (producing, committing) = (metrics.LoopSeconds("produce"), metrics.LoopSeconds("commit"));
        thread = new Thread(Run) { Name = name, IsBackground = true };
        thread.Start();
    }

    /// <inheritdoc/>
    public void Send(
        string topic,
        int partition,
        byte[]? key,
        byte[]? value,
        Headers? headers = null,
        Action<DeliveryReport<byte[], byte[]>>? delivered = null
    )
    {
        batch.Add(new OutgoingRecord(topic, partition, key, value, headers, delivered));
        if (batch.IsFull)
            Flush();
    }

    /// <summary>Hands over what was sent so far, for a loop that has nothing to do.</summary>
    public void Flush()
    {
        if (batch.IsEmpty)
            return;
        Enqueue(batch);
        batch = spare.TryTake(out var used) ? used : new RecordBatch();
    }

    /// <summary>Commits what was sent so far.</summary>
    public void Commit(PendingTransaction pending)
    {
        Flush();
        last = pending;
        Enqueue(pending);
    }

    /// <summary>Gives up what was sent after the last commit, waiting for that; what has failed before is forgotten.</summary>
    /// <exception cref="TransactionBrokenException">The producer is fenced or the outcome is unknown.</exception>
    public void Abort()
    {
        batch.Clear();
        var abort = new ManualResetEventSlim();
        Enqueue(abort);
        if (!abort.Wait(patience))
            throw Overdue();
        abort.Dispose();
        ThrowIfFailed();
    }

    /// <summary>Throws what the thread has failed of.</summary>
    /// <exception cref="KafkaTxnRequiresAbortException">The transaction must be aborted and its events read again.</exception>
    /// <exception cref="TransactionBrokenException">The producer is fenced or the outcome is unknown.</exception>
    public void ThrowIfFailed() => Volatile.Read(ref failure)?.Throw();

    /// <summary>Ends the thread once what is queued is through; an open transaction is left to be aborted by the broker.</summary>
    /// <remarks>
    /// A thread that hangs in the client is left behind, with its producer: whoever has the producer's id next fences it. It stores nothing any more, since
    /// the stores go with the loop.
    /// </remarks>
    public void Dispose()
    {
        if (isDisposed)
            return;
        isDisposed = true;
        queue.CompleteAdding();
        if (thread.Join(EndPatience))
            queue.Dispose();
        else
            last?.Abandon();
    }

    private TransactionBrokenException Overdue() => new($"The client has not answered within {patience}: the broker may be gone.");

    private void Enqueue(object work)
    {
        if (!queue.TryAdd(work, patience))
            throw Overdue();
    }

    private void Run()
    {
        using var disposed = producer;
        foreach (var work in queue.GetConsumingEnumerable())
        {
            switch (work)
            {
                case RecordBatch records:
                    Attempt(() => Produce(records));
                    records.Clear();
                    spare.Add(records);
                    break;
                case PendingTransaction pending:
                    pending.End(Attempt(() => CommitNow(pending)));
                    break;
                case ManualResetEventSlim abort:
                    Volatile.Write(ref failure, null);
                    Attempt(transaction.Abort);
                    abort.Set();
                    break;
            }
        }
    }

    private void Produce(RecordBatch records)
    {
        using var timed = new Timing(producing);
        transaction.Begin();
        foreach (ref readonly var record in records.Records)
            outbox.Send(record.Topic, record.Partition, record.Key, record.Value, record.Headers, record.Delivered);
    }

    private void CommitNow(PendingTransaction pending)
    {
        using var timed = new Timing(committing);
        pending.Commit(transaction);
    }

    // Whatever it is: the loop is told, on its own thread, and decides.
    private bool Attempt(Action work)
    {
        if (failure is not null)
            return false;
        try
        {
            work();
            return true;
        }
        catch (Exception e)
        {
            Volatile.Write(ref failure, ExceptionDispatchInfo.Capture(e));
            return false;
        }
    }
}
