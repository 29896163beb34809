namespace LowRankDefense.Core.Attacks;

/// <summary>The classical attacks by name.</summary>
public static class AttackCatalog
{
    private static readonly IAttack[] All =
    [
        new RandomAttack(),
        new AverageAttack(),
        new BandwagonAttack(),
        new PopularityAttack(),
        new SegmentAttack(),
        new CopiedProfileAttack(0.5, coClicked: false),
        new CopiedProfileAttack(0.5, coClicked: true),
    ];

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(a => a.Name)];

    /// <summary>The attack called <paramref name="name"/>.</summary>
    /// <exception cref="ArgumentException">There is none of that name; the message lists those there are.</exception>
    public static IAttack ByName(string name) =>
        Array.Find(All, a => string.Equals(a.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"There is no attack '{name}': choose one of {string.Join(", ", Names)}.", nameof(name));
}
