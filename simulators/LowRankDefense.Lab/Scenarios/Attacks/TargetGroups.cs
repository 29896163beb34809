using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Experiments;

namespace LowRankDefense.Lab.Scenarios.Attacks;

/// <summary>Targets by popularity, as they are grouped by Tang, Wen &amp; Wang (RecSys 2020), §5.1: head above the 95th percentile of clicks, upper torso 75 to 95, lower torso 50 to 75, tail below.</summary>
internal static class TargetGroups
{
    // The targets that the authors report, by the ids of their data.
    private static readonly (string Name, double From, double To, string[] Published)[] Groups =
    [
        (Head, 0.95, 1, ["259", "2272", "3010", "6737", "7690"]),
        (UpperTorso, 0.75, 0.95, ["1181", "1200", "2725", "4228", "6688"]),
        ("lower-torso", 0.5, 0.75, ["3227", "5810", "7402", "9272", "10551"]),
        ("tail", 0, 0.5, ["5611", "9213", "10359", "10395", "12308"]),
    ];

    /// <summary>The group that stands high in the lists of some.</summary>
    public const string Head = "head";

    /// <summary>The group that few are shown, and that fakes can lift.</summary>
    public const string UpperTorso = "upper-torso";

    /// <summary>Names of all groups, the most popular first.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Groups.Select(g => g.Name)];

    /// <summary>Items of a group.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="train">Users × items, whose clicks count.</param>
    /// <returns>Columns, the least popular first.</returns>
    public static int[] ItemsOf(string name, CsrMatrix train)
    {
        var group = Array.Find(Groups, g => g.Name == name);
        var clicks = new int[train.Columns];
        foreach (var item in train.ColumnIndices)
            clicks[item]++;
        int[] byClicks = [.. Enumerable.Range(0, clicks.Length).OrderBy(i => clicks[i])];
        return byClicks[(int)(group.From * clicks.Length)..(int)(group.To * clicks.Length)];
    }

    /// <summary>Columns of the ids given, or of five items of the group named.</summary>
    /// <param name="words">Ids, or the name of one group.</param>
    /// <param name="data">The data set. Where it is that of the authors, the items are theirs, else drawn.</param>
    /// <param name="otherwise">The group where nothing is given.</param>
    /// <param name="random">Draws, without replacement.</param>
    /// <exception cref="ArgumentException">An id the data set does not have, or no item in the group.</exception>
    public static int[] Resolve(string[] words, IndexedDataSet data, string otherwise, SeededRandom random)
    {
        var name = words.Length == 0 ? otherwise : words[0];
        if (words.Length > 1 || Array.Find(Groups, g => g.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { Name: not null } group)
            return TargetItems.Find(words, data);
        if (PublishedData.Is(data.Train))
            return TargetItems.Find(group.Published, data);
        var items = ItemsOf(group.Name, data.Train);
        return items.Length == 0
            ? throw new ArgumentException($"--targets: no item of {data.Items.Count} is in the {group.Name}: name some by their ids.")
            : Array.ConvertAll(random.Sample(items.Length, Math.Min(TargetItems.Drawn, items.Length)), i => items[i]);
    }
}
