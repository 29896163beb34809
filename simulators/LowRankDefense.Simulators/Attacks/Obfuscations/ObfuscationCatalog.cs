namespace LowRankDefense.Simulators.Attacks.Obfuscations;

/// <summary>The obfuscations that need nothing but the data: one list for the command line and for tables. <see cref="AdaptiveEvasion"/> needs a detector.</summary>
public static class ObfuscationCatalog
{
    private static readonly IObfuscation[] Entries =
    [
        new NoiseInjection(),
        new TargetShift(),
        new AverageOverPopular(),
        new SizeMatching(),
        new OneTargetEach(),
        new NoClick(),
        new ProfileCopies(),
    ];

    /// <summary>All names, each once.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Entries.Select(e => e.Name)];

    /// <summary>The obfuscation called <paramref name="name"/> in upper or lower case, with its usual parameters.</summary>
    /// <exception cref="ArgumentException">There is none of that name; the message lists those there are.</exception>
    public static IObfuscation ByName(string name) =>
        Array.Find(Entries, e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"There is no obfuscation '{name}': choose one of {string.Join(", ", Names)}.", nameof(name));
}
