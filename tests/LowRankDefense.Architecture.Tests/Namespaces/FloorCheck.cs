namespace LowRankDefense.Architecture.Tests.Namespaces;

/// <summary>Holds a graph against its floors and says what is wrong, with the types to look at and the remedy.</summary>
internal static class FloorCheck
{
    /// <summary>One message per circle, with every arrow of it and who uses what.</summary>
    public static IReadOnlyList<string> Circles(NamespaceGraph graph) =>
        [
            .. graph
                .Circles()
                .Select(circle =>
                    $"{string.Join(" -> ", circle.Select(Shown))}{string.Concat(Steps(circle).Select(arrow => Reasons(graph, arrow)))}"
                ),
        ];

    /// <summary>One message per folder without a floor, per place on the floors without a folder and per arrow that does not go down.</summary>
    /// <param name="graph">The folders of a project and who uses whom.</param>
    /// <param name="floors">Lowest first.</param>
    public static IReadOnlyList<string> Violations(NamespaceGraph graph, string[][] floors)
    {
        var floorOf = floors
            .Index()
            .SelectMany(floor => floor.Item.Select(folder => (folder, floor.Index)))
            .ToDictionary(at => at.folder, at => at.Index);
        return
        [
            .. graph.Folders.Where(folder => !floorOf.ContainsKey(folder)).Select(folder => Homeless(graph, folder)),
            .. floorOf.Keys.Except(graph.Folders).Select(folder => $"{Shown(folder)} stands on a floor and holds no type: take it off the table."),
            .. graph
                .Arrows.Keys.Where(arrow => floorOf.ContainsKey(arrow.From) && floorOf.ContainsKey(arrow.To))
                .Where(arrow => floorOf[arrow.From] <= floorOf[arrow.To])
                .Select(arrow =>
                    $"{Shown(arrow.From)} (floor {floorOf[arrow.From]}) is not to use {Shown(arrow.To)} (floor {floorOf[arrow.To]}): "
                    + $"move the type down, or its user up.{Reasons(graph, arrow)}"
                ),
        ];
    }

    private static string Homeless(NamespaceGraph graph, string folder)
    {
        var used = graph.Arrows.Keys.Where(arrow => arrow.From == folder).Select(arrow => Shown(arrow.To));
        var users = graph.Arrows.Keys.Where(arrow => arrow.To == folder).Select(arrow => Shown(arrow.From));
        return $"{Shown(folder)} stands on no floor: give it a place in {nameof(Floors)}.cs above [{string.Join(", ", used)}] and below [{string.Join(", ", users)}].";
    }

    private static IEnumerable<(string From, string To)> Steps(IReadOnlyList<string> circle) => circle.Zip(circle.Skip(1));

    private static string Reasons(NamespaceGraph graph, (string From, string To) arrow) =>
        $"\n    {Shown(arrow.From)} -> {Shown(arrow.To)}: {string.Join(", ", graph.Arrows[arrow])}";

    private static string Shown(string folder) => folder.Length == 0 ? "(root)" : folder;
}
