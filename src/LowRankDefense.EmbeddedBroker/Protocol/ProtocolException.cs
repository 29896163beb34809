namespace LowRankDefense.EmbeddedBroker.Protocol;

/// <summary>A request that cannot be understood: its connection is closed, the broker goes on.</summary>
public sealed class ProtocolException : Exception
{
    /// <inheritdoc/>
    public ProtocolException(string message)
        : base(message) { }
}
