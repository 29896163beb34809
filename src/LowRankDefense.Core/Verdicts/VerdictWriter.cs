using System.Text.Json;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Serialization;

namespace LowRankDefense.Core.Verdicts;

/// <summary>Writes verdicts as the JSON of the <c>verdicts</c> topic.</summary>
public static class VerdictWriter
{
    /// <summary>
    /// <c>{"user","verdict":"genuine|fake|unscored","score","threshold","pValue","detector","model","campaign","profileLength","items":[{"item","weight"}],"timestamp"}</c>,
    /// UTF-8; the fields from score to model are those of the deciding detector, and absent where nobody has scored the user;
    /// the campaign is absent where the detector names none.
    /// </summary>
    public static byte[] Write(Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return JsonBytes.Write(verdict, WriteFields);
    }

    /// <summary>"fake" for a quarantined user, else "genuine" where a detector has scored the user and "unscored" where none has.</summary>
    public static string NameOf(Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return verdict.Status == UserStatus.Quarantined ? "fake"
            : verdict.Deciding is null ? "unscored"
            : "genuine";
    }

    private static void WriteFields(Utf8JsonWriter json, Verdict verdict)
    {
        json.WriteString("user"u8, verdict.User);
        json.WriteString("verdict"u8, NameOf(verdict));
        if (verdict.Deciding is { } deciding)
        {
            json.WriteNumber("score"u8, deciding.Score);
            json.WriteNumber("threshold"u8, deciding.Threshold);
            if (!double.IsNaN(deciding.PValue))
                json.WriteNumber("pValue"u8, deciding.PValue);
            json.WriteString("detector"u8, deciding.Detector.Family);
            json.WriteString("model"u8, deciding.Detector.Version);
            if (verdict.Campaign is { } campaign)
                json.WriteString("campaign"u8, campaign);
        }

        json.WriteNumber("profileLength"u8, verdict.ProfileLength);
        json.WriteStartArray("items"u8);
        foreach (var (item, weight) in verdict.Items)
        {
            json.WriteStartObject();
            json.WriteString("item"u8, item);
            json.WriteNumber("weight"u8, weight);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("timestamp"u8, verdict.Timestamp);
    }
}
