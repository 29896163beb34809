using Confluent.Kafka;

namespace LowRankDefense.Streaming.Kafka;

/// <summary>The transactions of a producer, one after the other: retriable errors are tried again, abortable ones surface, all others break the producer.</summary>
internal sealed class Transaction(IProducer<byte[], byte[]> producer)
{
    private const int Attempts = 10;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>Whether one is open.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Opens one, unless one is open.</summary>
    public void Begin()
    {
        if (IsOpen)
            return;
        producer.BeginTransaction();
        IsOpen = true;
    }

    /// <summary>Adds the consumed offsets and commits.</summary>
    /// <param name="offsets">Offsets behind the last record consumed, by partition; may be empty.</param>
    /// <param name="group">The consumer's group at that moment; not looked at where there are no offsets.</param>
    /// <exception cref="KafkaTxnRequiresAbortException">The transaction must be aborted and its events read again.</exception>
    /// <exception cref="TransactionBrokenException">The producer is fenced or the outcome is unknown.</exception>
    public void Commit(IReadOnlyCollection<TopicPartitionOffset> offsets, IConsumerGroupMetadata? group)
    {
        if (offsets.Count > 0)
            Retry("offsets", () => producer.SendOffsetsToTransaction(offsets, group, Timeout));
        Retry("commit", () => producer.CommitTransaction(Timeout));
        IsOpen = false;
    }

    /// <summary>Gives up the open one; nothing where none is open.</summary>
    /// <exception cref="TransactionBrokenException">The producer is fenced or the outcome is unknown.</exception>
    public void Abort()
    {
        if (!IsOpen)
            return;
        Retry("abort", () => producer.AbortTransaction(Timeout));
        IsOpen = false;
    }

    /// <summary>A whole transaction: commits what <paramref name="send"/> sends, all of it or nothing.</summary>
    /// <exception cref="Exception">Whatever <paramref name="send"/> or the commit has thrown; the transaction is aborted.</exception>
    public static void Run(IProducer<byte[], byte[]> producer, Action<Outbox> send)
    {
        var transaction = new Transaction(producer);
        transaction.Begin();
        try
        {
            send(new Outbox(producer));
            transaction.Commit([], group: null);
        }
        catch
        {
            transaction.Abort();
            throw;
        }
    }

    private static void Retry(string what, Action call)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                call();
                return;
            }
            catch (KafkaRetriableException) when (attempt < Attempts)
            {
                // The same call again is what the protocol asks for.
            }
            catch (KafkaTxnRequiresAbortException)
            {
                throw;
            }
            catch (KafkaException e)
            {
                throw new TransactionBrokenException($"The transaction's {what} failed: {e.Error.Code}: {e.Error.Reason}", e);
            }
        }
    }
}
