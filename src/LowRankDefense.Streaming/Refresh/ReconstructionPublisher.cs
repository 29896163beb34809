using System.Buffers;
using System.Text.Json;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Pipeline;

namespace LowRankDefense.Streaming.Refresh;

/// <summary>Publishes the reconstructed profile of every active user: <c>{"user","items":[{"item","value"}],"timestamp"}</c>.</summary>
internal sealed class ReconstructionPublisher(TopicOptions topics)
{
    public void Publish(Outbox outbox, SanitizedSnapshot snapshot, CsrMatrix reconstructed, long now)
    {
        var buffer = new ArrayBufferWriter<byte>(2_048);
        using var json = new Utf8JsonWriter(buffer);
        for (var user = 0; user < reconstructed.Rows; user++)
        {
            buffer.ResetWrittenCount();
            json.Reset(buffer);
            json.WriteStartObject();
            json.WriteString("user"u8, snapshot.Users[user]);
            json.WriteStartArray("items"u8);
            for (var e = 0; e < reconstructed.CountOf(user); e++)
            {
                json.WriteStartObject();
                json.WriteString("item"u8, snapshot.Items[reconstructed.ColumnsOf(user)[e]]);
                json.WriteNumber("value"u8, reconstructed.ValuesOf(user)[e]);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("timestamp"u8, now);
            json.WriteEndObject();
            json.Flush();
            outbox.Send(topics.Reconstructions, Outbox.AnyPartition, Outbox.KeyOf(snapshot.Users[user]), buffer.WrittenSpan.ToArray());
        }
    }
}
