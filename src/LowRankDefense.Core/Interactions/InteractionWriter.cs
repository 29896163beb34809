using System.Buffers;
using System.Text.Json;

namespace LowRankDefense.Core.Interactions;

/// <summary>Writes events as the JSON of schema version 1.</summary>
public static class InteractionWriter
{
    /// <summary><c>{"id","user","item","value","timestamp"}</c>, UTF-8.</summary>
    public static byte[] Write(in Interaction interaction)
    {
        var buffer = new ArrayBufferWriter<byte>(160);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, interaction.Id);
            json.WriteString("user"u8, interaction.User);
            json.WriteString("item"u8, interaction.Item);
            json.WriteNumber("value"u8, interaction.Value);
            json.WriteNumber("timestamp"u8, interaction.Timestamp);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
