using System.Text.Json;
using LowRankDefense.Core.Serialization;

namespace LowRankDefense.Core.Alerts;

/// <summary>Writes an alert as the JSON of the <c>alerts</c> topic.</summary>
public static class AlertWriter
{
    /// <summary><c>{"id","type":"burst","from","to","suspects","users":[…],"items":[{"item","suspects","pValue"}]}</c>, UTF-8.</summary>
    public static byte[] Write(BurstAlert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return JsonBytes.Write(alert, WriteFields);
    }

    private static void WriteFields(Utf8JsonWriter json, BurstAlert alert)
    {
        json.WriteString("id"u8, alert.Id);
        json.WriteString("type"u8, "burst"u8);
        json.WriteNumber("from"u8, alert.From);
        json.WriteNumber("to"u8, alert.To);
        json.WriteNumber("suspects"u8, alert.Suspects);
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
            json.WriteNumber("pValue"u8, pushed.PValue);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
