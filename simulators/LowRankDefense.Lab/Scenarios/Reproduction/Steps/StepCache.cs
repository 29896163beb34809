using System.Text.Json;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Steps;

/// <summary>Results of steps in a folder, a file each: whoever stops goes on from there.</summary>
/// <param name="folder">Made where it is missing.</param>
internal sealed class StepCache(DirectoryInfo folder)
{
    private readonly Dictionary<string, StepCost> costs = new(StringComparer.Ordinal);

    /// <summary>Whether the result of a step is there.</summary>
    /// <param name="step">The step.</param>
    public bool Has(IStep step) => File.Exists(PathOf(step.Key));

    /// <summary>What a step has taken; null where it was not taken.</summary>
    /// <param name="step">The step.</param>
    public StepCost? CostOf(IStep step)
    {
        if (!costs.TryGetValue(step.Key, out var taken))
        {
            if (!Has(step))
                return null;
            using var json = JsonDocument.Parse(File.ReadAllBytes(PathOf(step.Key)));
            costs[step.Key] = taken = json.RootElement.GetProperty(nameof(Kept<int>.Cost)).Deserialize<StepCost>()!;
        }

        return taken;
    }

    /// <summary>A file for what a long step keeps of itself, to go on after a stop.</summary>
    /// <param name="key">Key of the step.</param>
    public string CheckpointOf(string key)
    {
        folder.Create();
        return Path.Combine(folder.FullName, $"{key}.checkpoint");
    }

    /// <summary>Computes a result and writes it: at once and whole, or not at all.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="key">Key of the step.</param>
    /// <param name="compute">Computes it.</param>
    public void Compute<T>(string key, Func<T> compute)
        where T : notnull
    {
        var (result, cost) = StepCost.Of(compute);
        folder.Create();
        var unfinished = PathOf(key) + ".tmp";
        File.WriteAllBytes(unfinished, JsonSerializer.SerializeToUtf8Bytes(new Kept<T>(cost, result)));
        File.Move(unfinished, PathOf(key), overwrite: true);
        File.Delete(CheckpointOf(key));
    }

    /// <summary>A result that was computed.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="key">Key of the step.</param>
    /// <exception cref="InvalidOperationException">It was not.</exception>
    /// <exception cref="InvalidDataException">Its file is not what was written.</exception>
    public T Read<T>(string key)
        where T : notnull
    {
        var path = PathOf(key);
        if (!File.Exists(path))
            throw new InvalidOperationException($"The step {key} was not taken.");
        try
        {
            if (JsonSerializer.Deserialize<Kept<T>>(File.ReadAllBytes(path)) is { Result: { } result })
                return result;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} is no result of a step: remove it, and it is computed again.", e);
        }

        throw new InvalidDataException($"{path} is no result of a step: remove it, and it is computed again.");
    }

    private string PathOf(string key) => Path.Combine(folder.FullName, $"{key}.json");

    private sealed record Kept<T>(StepCost Cost, T Result);
}
