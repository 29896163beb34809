using System.Text.Json;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Lab.Scenarios;

/// <summary>What <c>lowrank attack --json</c> has written beside a fakes file, under its name with the ending json: what the fakes are after.</summary>
internal static class AttackRecord
{
    /// <summary>Columns of the targets that were named, else of those written beside the fakes; none where neither is.</summary>
    /// <param name="named">Ids; null or empty for none.</param>
    /// <param name="fakes">The fakes file, or null.</param>
    /// <param name="data">The data set.</param>
    /// <exception cref="ArgumentException">An id was named that the data set does not have.</exception>
    /// <exception cref="InvalidDataException">What is written beside the fakes is no JSON, or of other data.</exception>
    public static int[] Targets(string[]? named, string? fakes, IndexedDataSet data)
    {
        if (named is { Length: > 0 })
            return TargetItems.Find(named, data);
        var path = fakes is null ? null : Path.ChangeExtension(fakes, "json");
        if (path is null || path == fakes || !File.Exists(path))
            return [];
        return Array.ConvertAll(
            Read(path),
            id =>
                data.Items.TryGet(id, out var column)
                    ? column
                    : throw new InvalidDataException(
                        $"{path}, which stands beside the fakes, has the target '{id}', which is no item of {data.Items.Count} here: name the targets with --targets, or move the file away."
                    )
        );
    }

    private static string[] Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return
                IsOfAnAttack(json.RootElement)
                && json.RootElement.TryGetProperty("targets", out var targets)
                && targets.ValueKind == JsonValueKind.Array
                ? [.. targets.EnumerateArray().Select(t => t.ToString())]
                : [];
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(
                $"{path}, which stands beside the fakes, is no JSON: write it anew with 'lowrank attack --json', or move it away.",
                e
            );
        }
    }

    private static bool IsOfAnAttack(JsonElement result) =>
        result.ValueKind == JsonValueKind.Object
        && result.TryGetProperty("verb", out var verb)
        && verb.ValueKind == JsonValueKind.String
        && verb.GetString()!.StartsWith("attack ", StringComparison.Ordinal);
}
