namespace LowRankDefense.Lab.Commands;

/// <summary>Finds data sets by their path, or by their name in the folder that the variable LOWRANK_DATASETS names.</summary>
internal static class DataFolders
{
    /// <summary>The variable.</summary>
    public const string Variable = "LOWRANK_DATASETS";

    /// <summary>Names of the data sets in that folder; none where there is no such folder.</summary>
    public static string[] Names =>
        Root is { } root && Directory.Exists(root)
            ? [.. Directory.GetDirectories(root).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)]
            : [];

    private static string? Root => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } root ? root : null;

    /// <summary>The path of a data set.</summary>
    /// <param name="given">A path; where there is nothing at it, a name. Returned where that is none, either.</param>
    public static string Find(string given) =>
        !Path.Exists(given) && Root is { } root && Path.Combine(root, given) is var named && Path.Exists(named) ? named : given;

    /// <summary>Where a data set of a name belongs: in that folder, or in the current one where no folder is named.</summary>
    /// <param name="name">Name of the data set.</param>
    public static string PlaceOf(string name) => Path.GetFullPath(Path.Combine(Root ?? ".", name));

    /// <summary>Says that there is no such data set, which there are, and how to have them found; null where it is there.</summary>
    /// <param name="given">What <see cref="Find"/> returned.</param>
    public static string? ProblemWith(string given)
    {
        if (Path.Exists(given))
            return null;
        const string remedy = "give a folder with ratings, or a file of them";
        if (Root is not { } root)
            return $"{given} is neither a folder nor a file: {remedy}, or set {Variable} to the folder that has your data sets and give a name in it.";
        var names = Names;
        var meant = Spelling.Closest(given, names) is { } close ? $"did you mean {close}? G" : "g";
        var there = names.Length == 0 ? "no data sets" : string.Join(", ", names);
        return $"{given} is neither a folder nor a file, nor in {root}, which has {there}: {meant}{remedy[1..]}, or set {Variable} to another folder.";
    }
}
