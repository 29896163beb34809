using Microsoft.Extensions.Logging;

namespace LowRankDefense.EmbeddedBroker.Network;

/// <summary>Every log line of this assembly.</summary>
internal static partial class BrokerLog
{
    /// <summary>A client sent what cannot be understood, or what this broker does not have.</summary>
    [LoggerMessage(1, LogLevel.Warning, "Connection closed: {Reason}")]
    public static partial void RequestRefused(ILogger logger, string reason);

    /// <summary>A defect of this broker, not of the client.</summary>
    [LoggerMessage(2, LogLevel.Error, "A request failed; its connection is closed")]
    public static partial void RequestFailed(ILogger logger, Exception exception);
}
