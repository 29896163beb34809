using System.Buffers;
using System.Text.Json;

namespace LowRankDefense.Core.Verdicts;

/// <summary>Writes verdicts as the JSON of the <c>verdicts</c> topic.</summary>
public static class VerdictWriter
{
    /// <summary><c>{"user","verdict":"genuine|fake|unscored","score","threshold","model","profileLength","items":[{"item","weight"}],"timestamp"}</c>, UTF-8.</summary>
    public static byte[] Write(Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("user"u8, verdict.User);
            json.WriteString("verdict"u8, NameOf(verdict));
            if (verdict.Model is not null)
            {
                json.WriteNumber("score"u8, verdict.Score);
                json.WriteNumber("threshold"u8, verdict.Threshold);
                json.WriteString("model"u8, verdict.Model);
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
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>"fake" for a quarantined user, else "genuine" where a model has scored the user and "unscored" where none has.</summary>
    public static string NameOf(Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return verdict.Standing == Standing.Quarantined ? "fake"
            : verdict.Model is null ? "unscored"
            : "genuine";
    }
}
