using System.Buffers;
using System.Text.Json;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Pipeline;

namespace LowRankDefense.Streaming.Refresh;

/// <summary>Publishes the recommendations of every active user: <c>{"user","items":[{"item","score"}],"model","timestamp"}</c>.</summary>
internal sealed class RecommendStage(TopicOptions topics)
{
    public void Publish(Outbox outbox, SanitizedSnapshot snapshot, RecommendationTable table, string model, long now)
    {
        var buffer = new ArrayBufferWriter<byte>(2_048);
        using var json = new Utf8JsonWriter(buffer);
        for (var user = 0; user < table.Users; user++)
        {
            buffer.ResetWrittenCount();
            json.Reset(buffer);
            Write(json, snapshot, table, user, model, now);
            json.Flush();
            outbox.Send(topics.Recommendations, Outbox.AnyPartition, Outbox.KeyOf(snapshot.Users[user]), buffer.WrittenSpan.ToArray());
        }
    }

    private static void Write(Utf8JsonWriter json, SanitizedSnapshot snapshot, RecommendationTable table, int user, string model, long now)
    {
        var (items, scores) = (table.ItemsOf(user).ToArray(), table.ScoresOf(user).ToArray());
        json.WriteStartObject();
        json.WriteString("user"u8, snapshot.Users[user]);
        json.WriteStartArray("items"u8);
        for (var i = 0; i < items.Length; i++)
        {
            json.WriteStartObject();
            json.WriteString("item"u8, snapshot.Items[items[i]]);
            json.WriteNumber("score"u8, scores[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("model"u8, model);
        json.WriteNumber("timestamp"u8, now);
        json.WriteEndObject();
    }
}
