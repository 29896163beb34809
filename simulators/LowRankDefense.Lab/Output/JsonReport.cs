using System.Text.Json;

namespace LowRankDefense.Lab.Output;

/// <summary>The machine-readable result of a verb.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes <paramref name="values"/> to <paramref name="file"/>; nothing where it is null.</summary>
    public static void Write(FileInfo? file, IReadOnlyDictionary<string, object?> values)
    {
        if (file is null)
            return;
        Directory.CreateDirectory(file.DirectoryName!);
        File.WriteAllText(file.FullName, JsonSerializer.Serialize(values, Indented) + "\n");
    }
}
