using System.Buffers;
using System.Text.Json;

namespace LowRankDefense.Core.Alerts;

/// <summary>Writes an alert as the JSON of the <c>alerts</c> topic.</summary>
public static class AlertWriter
{
    /// <summary><c>{"id","from","to","suspects","users":[…],"items":[{"item","suspects","deviation"}]}</c>, UTF-8.</summary>
    public static byte[] Write(BurstAlert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, alert.Id);
            json.WriteNumber("from"u8, alert.From);
            json.WriteNumber("to"u8, alert.To);
            json.WriteNumber("suspects"u8, alert.Users.Count);
            json.WriteStartArray("users"u8);
            foreach (var user in alert.Users)
                json.WriteStringValue(user);
            json.WriteEndArray();
            json.WriteStartArray("items"u8);
            foreach (var pushed in alert.Items)
            {
                json.WriteStartObject();
                json.WriteString("item"u8, pushed.Item);
                json.WriteNumber("suspects"u8, pushed.Suspects);
                json.WriteNumber("deviation"u8, Math.Round(pushed.Deviation, 2));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
