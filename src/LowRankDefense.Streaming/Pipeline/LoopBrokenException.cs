namespace LowRankDefense.Streaming.Pipeline;

/// <summary>A loop cannot go on with its clients: they are closed and made anew, and everything uncommitted is read again.</summary>
public sealed class LoopBrokenException : Exception
{
    /// <inheritdoc/>
    public LoopBrokenException(string message)
        : base(message) { }

    /// <inheritdoc/>
    public LoopBrokenException(string message, Exception inner)
        : base(message, inner) { }
}
