using System.Runtime.ExceptionServices;

namespace LowRankDefense.Streaming.Kafka;

/// <summary>Ends clients, and leaves those behind that do not end.</summary>
/// <remarks>Disposing of a consumer whose coordinator was lost may never return (seen with librdkafka 2.16 after a broker was killed).</remarks>
internal static class ClientEnd
{
    /// <summary>Longer than a healthy client takes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Disposes of <paramref name="client"/> on a thread of its own.</summary>
    /// <param name="client">The client; nobody else uses it any more.</param>
    /// <param name="patience">How long its end is waited for.</param>
    /// <returns>False where it has not ended by then: it is left behind, and ends when it can.</returns>
    public static bool Of(IDisposable client, TimeSpan patience)
    {
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                client.Dispose();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        })
        {
            Name = "lowrank-client-end",
            IsBackground = true,
        };
        thread.Start();
        if (!thread.Join(patience))
            return false;
        failure?.Throw();
        return true;
    }
}
