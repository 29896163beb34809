using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace LowRankDefense.Lab.Output;

/// <summary>The machine-readable result of a verb: one JSON object with keys in snake case, a number that is not finite as null.</summary>
internal static partial class JsonReport
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        // A file is no page: what is not ASCII may stand as it is.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = new SnakeCase(),
        DictionaryKeyPolicy = new SnakeCase(),
        Converters = { new FiniteOrNull<double>(), new FiniteOrNull<float>() },
    };

    /// <summary>Writes figures, each a property of its name; the file is there at once and whole, or as it was before.</summary>
    /// <param name="file">Where to; its folder is made where it is missing. Nothing is written where it is null.</param>
    /// <param name="figures">Their names differ.</param>
    public static void Write(FileInfo? file, IEnumerable<Figure> figures)
    {
        if (file is null)
            return;
        var json = JsonSerializer.Serialize(figures.ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal), Indented);
        Directory.CreateDirectory(file.DirectoryName!);
        var unfinished = $"{file.FullName}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllText(unfinished, json + "\n");
            File.Move(unfinished, file.FullName, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    // recall@1%fpr → recall_at_1_percent_fpr; pca-svm.auc → pca_svm_auc; EnergyKept → energy_kept.
    private sealed partial class SnakeCase : JsonNamingPolicy
    {
        /// <inheritdoc/>
        public override string ConvertName(string name) =>
            Gap()
                .Replace(
                    SnakeCaseLower
                        .ConvertName(name)
                        .Replace("@", "_at_", StringComparison.Ordinal)
                        .Replace("%", "_percent_", StringComparison.Ordinal),
                    "_"
                )
                .Trim('_');

        [GeneratedRegex("[^a-z0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
        private static partial Regex Gap();
    }

    // JSON has no NaN: what could not be measured has no value.
    private sealed class FiniteOrNull<T> : JsonConverter<T>
        where T : struct, System.Numerics.IFloatingPoint<T>
    {
        /// <inheritdoc/>
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => T.CreateChecked(reader.GetDouble());

        /// <inheritdoc/>
        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            if (!T.IsFinite(value))
                writer.WriteNullValue();
            else if (value is float single)
                writer.WriteNumberValue(single);
            else
                writer.WriteNumberValue(double.CreateChecked(value));
        }
    }
}
