using System.Text.Json;

namespace LowRankDefense.Lab.Streams;

/// <summary>Reads the burst alerts.</summary>
internal static class AlertReader
{
    /// <summary>How many alerts there are, and the items that any of them names.</summary>
    /// <param name="bootstrap">Broker.</param>
    /// <param name="topic">Alerts topic; it exists.</param>
    public static (long Alerts, IReadOnlySet<string> Items) Read(string bootstrap, string topic)
    {
        var items = new HashSet<string>(StringComparer.Ordinal);
        var alerts = TopicDump.Read(
            bootstrap,
            topic,
            r =>
            {
                using var json = JsonDocument.Parse(r.Message.Value);
                items.UnionWith(json.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("item").GetString()!));
            }
        );
        return (alerts, items);
    }
}
