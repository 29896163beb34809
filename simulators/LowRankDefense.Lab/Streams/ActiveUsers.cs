using System.Text;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Streaming.Kafka;

namespace LowRankDefense.Lab.Streams;

/// <summary>Users with interactions on the sanitized stream, net of retractions.</summary>
internal static class ActiveUsers
{
    /// <summary>Their ids, as of now.</summary>
    /// <param name="bootstrap">Broker.</param>
    /// <param name="topics">Where the sanitized stream is.</param>
    public static HashSet<string> Read(BrokerAddress bootstrap, TopicOptions topics)
    {
        var active = new HashSet<string>(StringComparer.Ordinal);
        TopicDump.Read(
            bootstrap,
            topics.Sanitized,
            r =>
            {
                var user = Encoding.UTF8.GetString(r.Message.Key);
                if (r.Message.Headers is { } headers && headers.TryGetLastBytes(RecordHeaders.Type, out _))
                    active.Remove(user);
                else
                    active.Add(user);
            }
        );
        return active;
    }
}
