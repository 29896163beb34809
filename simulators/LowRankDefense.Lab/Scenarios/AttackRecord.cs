using System.Text.Json;

namespace LowRankDefense.Lab.Scenarios;

/// <summary>What <c>lowrank attack --json</c> has written beside a fakes file, under its name with the ending json: what the fakes are after.</summary>
internal static class AttackRecord
{
    /// <summary>Ids of the targets.</summary>
    /// <param name="fakes">The fakes file.</param>
    /// <returns>Null where nothing was written beside it, or what is there is of another verb.</returns>
    /// <exception cref="InvalidDataException">What is there is no JSON.</exception>
    public static string[]? TargetsOf(string fakes)
    {
        var path = Path.ChangeExtension(fakes, "json");
        if (path == fakes || !File.Exists(path))
            return null;
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return IsOfAnAttack(json.RootElement) && json.RootElement.TryGetProperty("targets", out var targets)
                ? [.. targets.EnumerateArray().Select(t => t.GetString()!)]
                : null;
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
