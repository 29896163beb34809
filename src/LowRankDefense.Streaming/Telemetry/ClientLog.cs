using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace LowRankDefense.Streaming.Telemetry;

/// <summary>
/// Logs what Kafka clients complain of. Errors that a client goes on after are logged at once, and then once in ten seconds of a kind for all clients together,
/// with how many there were in between: while a broker is away every client has some twenty a second. Fatal ones are always logged.
/// </summary>
internal sealed class ClientLog(ILoggerFactory loggers, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    // librdkafka logs these and tells of them as errors, too.
    private const string ToldAsError = "FAIL";
    private readonly ILogger logger = loggers.CreateLogger("LowRankDefense.Kafka");
    private readonly Dictionary<ErrorCode, Complaint> complaints = [];
    private readonly Lock gate = new();

    /// <summary>A message of a client.</summary>
    /// <remarks>A client may log before it can be asked for its name: on a thread of librdkafka, where nobody would catch what is thrown.</remarks>
    public void Message(LogMessage message)
    {
        if (message.Level <= SyslogLevel.Warning && message.Facility != ToldAsError)
            Log.ClientMessage(logger, message.Name, message.Message);
    }

    /// <summary>An error of a client.</summary>
    public void Error(string client, Error error)
    {
        var more = "";
        if (error.IsFatal || IsDue(error.Code, out more))
            Log.ClientError(logger, client, error.Code.ToString(), error.Reason + more);
    }

    private bool IsDue(ErrorCode kind, out string more)
    {
        lock (gate)
        {
            var known = complaints.TryGetValue(kind, out var last);
            if (known && time.GetElapsedTime(last.LoggedAt) < Pause)
            {
                complaints[kind] = last with { Since = last.Since + 1 };
                more = "";
                return false;
            }

            more = last.Since == 0 ? "" : $" ({last.Since} more like it since the last one logged)";
            complaints[kind] = new Complaint(time.GetTimestamp(), 0);
            return true;
        }
    }

    private readonly record struct Complaint(long LoggedAt, int Since);
}
