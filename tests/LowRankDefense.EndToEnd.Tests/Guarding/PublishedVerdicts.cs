using System.Text;
using System.Text.Json;
using LowRankDefense.Lab.Brokers;

namespace LowRankDefense.EndToEnd.Tests.Guarding;

/// <summary>The verdicts of each user, in the order in which they were published.</summary>
internal static class PublishedVerdicts
{
    /// <summary>User → verdicts, each with the model it names (null where nobody has scored the user).</summary>
    public static Dictionary<string, List<(string Verdict, string? Model)>> Read(string bootstrap, string topic)
    {
        var verdicts = new Dictionary<string, List<(string, string?)>>(StringComparer.Ordinal);
        TopicDump.Read(
            bootstrap,
            topic,
            r =>
            {
                using var json = JsonDocument.Parse(r.Message.Value);
                var user = Encoding.UTF8.GetString(r.Message.Key);
                if (!verdicts.TryGetValue(user, out var own))
                    verdicts[user] = own = [];
                own.Add(
                    (
                        json.RootElement.GetProperty("verdict").GetString()!,
                        json.RootElement.TryGetProperty("model", out var model) ? model.GetString() : null
                    )
                );
            }
        );
        return verdicts;
    }
}
