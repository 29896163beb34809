using System.Text.Json;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Serialization;

namespace LowRankDefense.Core.Verdicts;

/// <summary>Writes verdicts as the JSON of the <c>verdicts</c> topic.</summary>
public static class VerdictWriter
{
    /// <summary>
    /// <c>{"user","verdict":"genuine|fake|unscored","score","threshold","pValue","detector","model","campaign","profileLength","items":[{"item","weight"}],"evidence":[{"detector","score","threshold","pValue"}],"jointPValue","timestamp"}</c>,
    /// UTF-8; the fields from score to model are those of the deciding detector, and absent where nobody has scored the user;
    /// the campaign is absent where the detector names none. What each detector said, the most suspicious first, and what they say together is there for fakes only.
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
            WriteScore(json, deciding);
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
        if (verdict.Status == UserStatus.Quarantined && verdict.Evidence.Count > 0)
        {
            WriteEvidence(json, verdict.Evidence);
            json.WriteNumber("jointPValue"u8, verdict.JointPValue);
        }

        json.WriteNumber("timestamp"u8, verdict.Timestamp);
    }

    private static void WriteEvidence(Utf8JsonWriter json, IReadOnlyList<Assessment> evidence)
    {
        json.WriteStartArray("evidence"u8);
        foreach (var assessment in evidence.OrderBy(a => double.IsNaN(a.PValue) ? 1 : a.PValue))
        {
            json.WriteStartObject();
            json.WriteString("detector"u8, assessment.Detector.Family);
            WriteScore(json, assessment);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteScore(Utf8JsonWriter json, in Assessment assessment)
    {
        json.WriteNumber("score"u8, assessment.Score);
        json.WriteNumber("threshold"u8, assessment.Threshold);
        if (!double.IsNaN(assessment.PValue))
            json.WriteNumber("pValue"u8, assessment.PValue);
    }
}
