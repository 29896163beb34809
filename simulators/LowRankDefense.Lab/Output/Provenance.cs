using System.Diagnostics;
using System.Reflection;

namespace LowRankDefense.Lab.Output;

/// <summary>Where a result comes from: what every JSON file says before its figures. The clock runs from when it is made.</summary>
/// <param name="verb">Words of the verb.</param>
/// <param name="inputs">Files that were read.</param>
/// <param name="seed">Seed of what was drawn; null where nothing is.</param>
internal sealed class Provenance(string verb, IReadOnlyList<InputFile> inputs, ulong? seed)
{
    private const string Schema = "lowrank-result-1";
    private readonly Stopwatch watch = Stopwatch.StartNew();

    /// <summary>What there is to say by now.</summary>
    public IReadOnlyList<Figure> Figures() =>
        [
            new("schema", Schema, "name of the schema"),
            new("version", VersionOf(typeof(Provenance).Assembly), "version of the program"),
            new("verb", verb, "what was run"),
            new("inputs", inputs, "files that were read"),
            new("seed", seed, "seed of what was drawn; none where nothing is"),
            new("seconds", watch.Elapsed.TotalSeconds, "wall time of the verb"),
            new("peak_memory_bytes", Memory.PeakBytes(), "largest working set of the process"),
        ];

    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? $"{assembly.GetName().Version}";
}
