using System.Buffers;
using System.Text.Json;

namespace LowRankDefense.Core.Sanitization;

/// <summary>Writes the record that voids everything the sanitized stream carried of a user so far.</summary>
public static class RetractionWriter
{
    /// <summary><c>{"type":"retract","user","events","model","timestamp"}</c>, UTF-8; <c>events</c> counts what is voided.</summary>
    public static byte[] Write(string user, long events, string? model, long timestamp)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "retract"u8);
            json.WriteString("user"u8, user);
            json.WriteNumber("events"u8, events);
            json.WriteString("model"u8, model);
            json.WriteNumber("timestamp"u8, timestamp);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
