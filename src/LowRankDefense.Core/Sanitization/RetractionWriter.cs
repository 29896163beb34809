using System.Text.Json;
using LowRankDefense.Core.Serialization;

namespace LowRankDefense.Core.Sanitization;

/// <summary>The record that voids everything the sanitized stream carried of a user so far.</summary>
/// <param name="User">User id, the key of the record.</param>
/// <param name="Events">Events that are voided.</param>
/// <param name="Model">Version of the detector that found the user fake; null where none is in force any more.</param>
/// <param name="Timestamp">Unix milliseconds.</param>
public readonly record struct Retraction(string User, long Events, string? Model, long Timestamp);

/// <summary>Writes retractions as JSON.</summary>
public static class RetractionWriter
{
    /// <summary><c>{"type":"retract","user","events","model","timestamp"}</c>, UTF-8.</summary>
    public static byte[] Write(in Retraction retraction) => JsonBytes.Write(retraction, WriteFields);

    private static void WriteFields(Utf8JsonWriter json, Retraction retraction)
    {
        json.WriteString("type"u8, "retract"u8);
        json.WriteString("user"u8, retraction.User);
        json.WriteNumber("events"u8, retraction.Events);
        json.WriteString("model"u8, retraction.Model);
        json.WriteNumber("timestamp"u8, retraction.Timestamp);
    }
}
