using System.Text.Json;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Lab.Scenarios;

/// <summary>What <c>lowrank attack --json</c> has written beside a fakes file, under its name with the ending json: what the fakes are after.</summary>
/// <param name="Attack">Name of the attack; null where it is not written.</param>
/// <param name="TargetIds">Ids of the targets; none where they are not written.</param>
internal sealed record AttackRecord(string? Attack, IReadOnlyList<string> TargetIds)
{
    private static readonly AttackRecord None = new(null, []);

    /// <summary>What is written beside a fakes file, be it nothing.</summary>
    /// <param name="fakes">The fakes file, or null.</param>
    /// <exception cref="InvalidDataException">It is no JSON.</exception>
    public static AttackRecord Beside(string? fakes)
    {
        var path = PathBeside(fakes);
        return path is null || path == fakes || !File.Exists(path) ? None : Read(path);
    }

    /// <summary>Columns of the targets that were named, else of those written beside the fakes; none where neither is.</summary>
    /// <param name="named">Ids; null or empty for none.</param>
    /// <param name="fakes">The fakes file, or null.</param>
    /// <param name="data">The data set.</param>
    /// <exception cref="ArgumentException">An id was named that the data set does not have.</exception>
    /// <exception cref="InvalidDataException">What is written beside the fakes is no JSON, or of other data.</exception>
    public static int[] Targets(string[]? named, string? fakes, IndexedDataSet data) =>
        named is { Length: > 0 }
            ? TargetItems.Find(named, data)
            :
            [
                .. Beside(fakes)
                    .TargetIds.Select(id =>
                        data.Items.TryGet(id, out var column)
                            ? column
                            : throw new InvalidDataException(
                                $"{PathBeside(fakes)}, which stands beside the fakes, has the target '{id}', which is no item of {data.Items.Count} here: name the targets with --targets, or move the file away."
                            )
                    ),
            ];

    /// <summary>Where it would be written: null where there are no fakes.</summary>
    /// <param name="fakes">The fakes file, or null.</param>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(fakes))]
    public static string? PathBeside(string? fakes) => fakes is null ? null : Path.ChangeExtension(fakes, "json");

    private static AttackRecord Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            if (!IsOfAnAttack(json.RootElement))
                return None;
            return new AttackRecord(
                json.RootElement.TryGetProperty("attack", out var attack) && attack.ValueKind == JsonValueKind.String ? attack.GetString() : null,
                json.RootElement.TryGetProperty("targets", out var targets) && targets.ValueKind == JsonValueKind.Array
                    ? [.. targets.EnumerateArray().Select(t => t.ToString())]
                    : []
            );
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
