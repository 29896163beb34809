using System.Text.Json;
using System.Text.Json.Serialization;

namespace LowRankDefense.Lab.Output;

/// <summary>The machine-readable result of a verb: one JSON object, a number that is not finite as null.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Converters = { new FiniteOrNull() } };

    /// <summary>Writes figures, each a property of its name.</summary>
    /// <param name="file">Where to; its folder is made where it is missing. Nothing is written where it is null.</param>
    /// <param name="figures">Their names differ.</param>
    public static void Write(FileInfo? file, IEnumerable<Figure> figures) =>
        Write(file, figures.ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal));

    /// <summary>Writes values of any kind.</summary>
    /// <inheritdoc cref="Write(FileInfo?, IEnumerable{Figure})"/>
    /// <param name="file">Where to; its folder is made where it is missing. Nothing is written where it is null.</param>
    /// <param name="values">Property → value.</param>
    public static void Write(FileInfo? file, IReadOnlyDictionary<string, object?> values)
    {
        if (file is null)
            return;
        Directory.CreateDirectory(file.DirectoryName!);
        File.WriteAllText(file.FullName, JsonSerializer.Serialize(values, Indented) + "\n");
    }

    // JSON has no NaN: what could not be measured has no value.
    private sealed class FiniteOrNull : JsonConverter<double>
    {
        /// <inheritdoc/>
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        /// <inheritdoc/>
        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
                writer.WriteNumberValue(value);
            else
                writer.WriteNullValue();
        }
    }
}
