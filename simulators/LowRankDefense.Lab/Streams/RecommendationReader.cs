using System.Text;
using System.Text.Json;
using LowRankDefense.Lab.Brokers;

namespace LowRankDefense.Lab.Streams;

/// <summary>Reads the newest recommendations of every user.</summary>
internal static class RecommendationReader
{
    /// <summary>User → recommended items, best first.</summary>
    /// <param name="bootstrap">Broker.</param>
    /// <param name="topic">Recommendations topic; it exists.</param>
    public static Dictionary<string, string[]> Newest(BrokerAddress bootstrap, string topic)
    {
        var newest = new Dictionary<string, string[]>(StringComparer.Ordinal);
        TopicDump.Read(bootstrap, topic, r => newest[Encoding.UTF8.GetString(r.Message.Key)] = ItemsOf(r.Message.Value));
        return newest;
    }

    /// <summary>The items of one record, best first.</summary>
    /// <param name="value">Recommendations as the worker writes them, JSON.</param>
    public static string[] ItemsOf(ReadOnlyMemory<byte> value)
    {
        using var json = JsonDocument.Parse(value);
        return [.. json.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("item").GetString()!)];
    }

    /// <summary>Share of <paramref name="users"/> whose first <paramref name="k"/> recommendations hold a target; 0 where there are no users.</summary>
    /// <param name="lists">User → recommended items, best first; a user without a list sees no target.</param>
    /// <param name="users">Users asked.</param>
    /// <param name="targets">Ids of the attacked items.</param>
    /// <param name="k">Places that count, 1 or more.</param>
    public static double Exposure(
        IReadOnlyDictionary<string, string[]> lists,
        IReadOnlyCollection<string> users,
        IReadOnlySet<string> targets,
        int k
    ) => users.Count == 0 ? 0 : users.Count(u => lists.TryGetValue(u, out var items) && items.Take(k).Any(targets.Contains)) / (double)users.Count;
}
