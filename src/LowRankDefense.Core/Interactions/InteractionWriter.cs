using System.Text.Json;
using LowRankDefense.Core.Serialization;

namespace LowRankDefense.Core.Interactions;

/// <summary>Writes events as the JSON of schema version 1.</summary>
public static class InteractionWriter
{
    /// <summary><c>{"id","user","item","value","timestamp"}</c>, UTF-8.</summary>
    public static byte[] Write(in Interaction interaction) => JsonBytes.Write(interaction, WriteFields);

    private static void WriteFields(Utf8JsonWriter json, Interaction interaction)
    {
        json.WriteString("id"u8, interaction.Id.Characters(stackalloc char[EventId.ScratchLength]));
        json.WriteString("user"u8, interaction.User);
        json.WriteString("item"u8, interaction.Item);
        json.WriteNumber("value"u8, interaction.Value);
        json.WriteNumber("timestamp"u8, interaction.Timestamp);
    }
}
