using System.Globalization;
using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Simulators.Audit;
using LowRankDefense.Streaming.Kafka;

namespace LowRankDefense.Lab.Streams;

/// <summary>Reads all topics with read_committed and accounts for every record.</summary>
internal static class StreamAuditor
{
    public static AuditReport Audit(string bootstrap, TopicOptions topics)
    {
        var audit = new StreamAudit();
        TopicDump.Read(bootstrap, topics.Interactions, r => audit.Input(r.Partition.Value, r.Offset.Value, IdOf(r.Message.Value)));
        TopicDump.Read(
            bootstrap,
            topics.Sanitized,
            r =>
            {
                var user = Encoding.UTF8.GetString(r.Message.Key);
                if (Header(r, RecordHeaders.Type) is not null)
                    audit.Retracted(user);
                else
                    audit.Sanitized(user, IdOf(r.Message.Value)!);
            }
        );
        TopicDump.Read(bootstrap, topics.Quarantined, r => audit.Quarantined(IdOf(r.Message.Value)!));
        TopicDump.Read(
            bootstrap,
            topics.Rejected,
            r =>
                audit.Rejected(
                    int.Parse(Header(r, RecordHeaders.SourcePartition)!, CultureInfo.InvariantCulture),
                    long.Parse(Header(r, RecordHeaders.SourceOffset)!, CultureInfo.InvariantCulture),
                    Header(r, RecordHeaders.Reason)!
                )
        );
        foreach (var id in HeldEvents(bootstrap, topics))
            audit.Held(id);
        return audit.Close();
    }

    // The newest state of each profile; its last "Held" events are on no stream yet.
    private static List<string> HeldEvents(string bootstrap, TopicOptions topics)
    {
        var newest = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        TopicDump.Read(bootstrap, topics.Changelog, r => newest[Encoding.UTF8.GetString(r.Message.Key)] = r.Message.Value);
        var options = new ProfileOptions();
        var held = new List<string>();
        foreach (var (user, bytes) in newest)
        {
            var profile = UserProfileCodec.Decode(user, bytes, options);
            foreach (ref readonly var waiting in profile.Events[^profile.Held..])
                held.Add(waiting.Id);
        }

        return held;
    }

    private static string? Header(ConsumeResult<byte[], byte[]> result, string name) =>
        result.Message.Headers is { } headers && headers.TryGetLastBytes(name, out var value) ? Encoding.UTF8.GetString(value) : null;

    private static string? IdOf(byte[]? value)
    {
        try
        {
            using var json = JsonDocument.Parse(value ?? []);
            return
                json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("id", out var id)
                && id.ValueKind == JsonValueKind.String
                ? id.GetString()
                : null;
        }
        catch (JsonException)
        {
            // Not an event: it is known by where it stands.
            return null;
        }
    }
}
