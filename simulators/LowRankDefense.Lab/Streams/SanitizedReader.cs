using System.Text;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Simulators.Audit;
using LowRankDefense.Streaming.Kafka;

namespace LowRankDefense.Lab.Streams;

/// <summary>Reads what is left on the sanitized stream, net of retractions.</summary>
internal static class SanitizedReader
{
    /// <summary>User → items, as of now; whose interactions were retracted is not there.</summary>
    /// <param name="bootstrap">Broker.</param>
    /// <param name="topics">Where the sanitized stream is.</param>
    public static IReadOnlyDictionary<string, HashSet<string>> Read(BrokerAddress bootstrap, TopicOptions topics)
    {
        var left = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        TopicDump.Read(
            bootstrap,
            topics.Sanitized,
            r =>
            {
                var user = Encoding.UTF8.GetString(r.Message.Key);
                if (r.Message.Headers is { } headers && headers.TryGetLastBytes(RecordHeaders.Type, out _))
                    left.Remove(user);
                else if (RecordReader.Event(r.Message.Value) is { } interaction)
                    ItemsOf(left, user).Add(interaction.Item.ToString());
            }
        );
        return left;
    }

    private static HashSet<string> ItemsOf(Dictionary<string, HashSet<string>> left, string user)
    {
        if (!left.TryGetValue(user, out var items))
            left[user] = items = new HashSet<string>(StringComparer.Ordinal);
        return items;
    }
}
