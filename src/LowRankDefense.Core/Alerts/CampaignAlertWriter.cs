using System.Text.Json;
using LowRankDefense.Core.Serialization;

namespace LowRankDefense.Core.Alerts;

/// <summary>Writes the alert of a campaign or a crowd as the JSON of the <c>alerts</c> topic.</summary>
public static class CampaignAlertWriter
{
    /// <summary>
    /// <c>{"id","type":"campaign|crowd","turn":"opened|grown|suspended|closed","campaign","since","to","suspects","users":[…],"nats","items":[{"item","rate","shareOfOthers","shareNow"}]}</c>,
    /// UTF-8.
    /// </summary>
    public static byte[] Write(CampaignAlert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return JsonBytes.Write(alert, WriteFields);
    }

    private static void WriteFields(Utf8JsonWriter json, CampaignAlert alert)
    {
        json.WriteString("id"u8, alert.Id);
        json.WriteString("type"u8, JsonNamingPolicy.CamelCase.ConvertName(alert.Kind.ToString()));
        json.WriteString("turn"u8, JsonNamingPolicy.CamelCase.ConvertName(alert.Turn.ToString()));
        json.WriteString("campaign"u8, alert.Campaign);
        json.WriteNumber("since"u8, alert.Since);
        json.WriteNumber("to"u8, alert.Time);
        json.WriteNumber("suspects"u8, alert.Suspects);
        json.WriteStartArray("users"u8);
        foreach (var user in alert.Users)
            json.WriteStringValue(user);
        json.WriteEndArray();
        json.WriteNumber("nats"u8, alert.Nats);
        json.WriteStartArray("items"u8);
        foreach (var item in alert.Items)
        {
            json.WriteStartObject();
            json.WriteString("item"u8, item.Item);
            json.WriteNumber("rate"u8, item.Rate);
            json.WriteNumber("shareOfOthers"u8, item.ShareOfOthers);
            json.WriteNumber("shareNow"u8, item.ShareNow);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
