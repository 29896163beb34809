using LowRankDefense.Core.Attacks.Recipes;

namespace LowRankDefense.Core.Attacks.Catalog;

/// <summary>The classical attacks: one list for the command line and for a detector that trains itself.</summary>
public static class AttackCatalog
{
    private static readonly Entry[] Entries =
    [
        new("random", new RandomAttack(), new RandomAttack()),
        // To a detector that sees items and no values these two are the random attack.
        new("random", new AverageAttack()),
        new("random", new LoveHateAttack()),
        new("bandwagon", new BandwagonAttack(), new BandwagonAttack(0.1), new BandwagonAttack(0.3), new BandwagonAttack(0.6)),
        new("popularity", new PopularityAttack(), new PopularityAttack()),
        new("segment", new SegmentAttack(), new SegmentAttack()),
        new(
            "copies",
            new CopiedProfileAttack(0.5, coClicked: false),
            new CopiedProfileAttack(0.3, coClicked: false),
            new CopiedProfileAttack(0.9, coClicked: false)
        ),
        new("copies", new CopiedProfileAttack(0.5, coClicked: true), new CopiedProfileAttack(0.5, coClicked: true)),
        new("template", new TemplateAttack(), new TemplateAttack()),
        // Held out for good: what nobody trains on tells how much was learnt by heart.
        new("reverse-bandwagon", new ReverseBandwagonAttack()),
        new("probe", new ProbeAttack()),
    ];

    /// <summary>All names, each once.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Entries.Select(e => e.Attack.Name)];

    /// <summary>What self-training simulates: the attacks with the parameters it varies.</summary>
    /// <param name="leftOut">Names, comma-separated: of their families nothing is simulated. Empty for none.</param>
    /// <exception cref="ArgumentException">There is none of that name; the message lists those there are.</exception>
    public static IReadOnlyList<IAttack> SelfTraining(string leftOut)
    {
        var families = NamesIn(leftOut).Select(name => EntryOf(name).Family).ToHashSet(StringComparer.Ordinal);
        return [.. Entries.Where(e => !families.Contains(e.Family)).SelectMany(e => e.Simulated)];
    }

    /// <summary>The names in a comma-separated list.</summary>
    internal static string[] NamesIn(string list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>The attack called <paramref name="name"/> in upper or lower case, with its usual parameters.</summary>
    /// <exception cref="ArgumentException">There is none of that name; the message lists those there are.</exception>
    public static IAttack ByName(string name) => EntryOf(name).Attack;

    private static Entry EntryOf(string name) =>
        Array.Find(Entries, e => string.Equals(e.Attack.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"There is no attack '{name}': choose one of {string.Join(", ", Names)}.", nameof(name));

    /// <summary>A row of the catalog.</summary>
    /// <param name="Family">Attacks of one family look alike: who was trained on one has seen the others.</param>
    /// <param name="Attack">The attack as it is called by name.</param>
    /// <param name="Simulated">Its variants that self-training simulates; none where another attack looks the same to a detector.</param>
    private sealed record Entry(string Family, IAttack Attack, params IAttack[] Simulated);
}
