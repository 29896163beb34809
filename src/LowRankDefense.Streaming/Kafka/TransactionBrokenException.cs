namespace LowRankDefense.Streaming.Kafka;

/// <summary>A producer cannot go on: its clients are closed and made anew, and everything uncommitted is read again.</summary>
public sealed class TransactionBrokenException : Exception
{
    /// <inheritdoc/>
    public TransactionBrokenException(string message)
        : base(message) { }

    /// <inheritdoc/>
    public TransactionBrokenException(string message, Exception inner)
        : base(message, inner) { }
}
