using Confluent.Kafka;

namespace LowRankDefense.Streaming.Pipeline;

/// <summary>The open transaction of a loop's producer: retriable errors are tried again, abortable ones surface, all others break the loop.</summary>
internal sealed class Transaction(IProducer<byte[], byte[]> producer)
{
    private const int Attempts = 10;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public bool IsOpen { get; private set; }

    public void Begin()
    {
        if (IsOpen)
            return;
        producer.BeginTransaction();
        IsOpen = true;
    }

    /// <summary>Adds the consumed offsets and commits.</summary>
    /// <exception cref="KafkaTxnRequiresAbortException">The transaction must be aborted and its events read again.</exception>
    /// <exception cref="LoopBrokenException">The producer is fenced or the outcome is unknown.</exception>
    public void Commit(IReadOnlyCollection<TopicPartitionOffset> offsets, Func<IConsumerGroupMetadata> group)
    {
        if (offsets.Count > 0)
            Retry("offsets", () => producer.SendOffsetsToTransaction(offsets, group(), Timeout));
        Retry("commit", () => producer.CommitTransaction(Timeout));
        IsOpen = false;
    }

    public void Abort()
    {
        if (!IsOpen)
            return;
        Retry("abort", () => producer.AbortTransaction(Timeout));
        IsOpen = false;
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
                throw new LoopBrokenException($"The transaction's {what} failed: {e.Error.Code}: {e.Error.Reason}", e);
            }
        }
    }
}
