using Mono.Cecil;

namespace LowRankDefense.Architecture.Tests.Namespaces;

/// <summary>Which namespaces of an assembly use which, and through which types.</summary>
/// <remarks>Namespaces go by the path of their folder in the project: <c>Detection/Svm</c>; the root is the empty path.</remarks>
internal sealed class NamespaceGraph
{
    private readonly SortedSet<string> folders = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(string From, string To), SortedSet<string>> arrows = [];

    /// <summary>The folders that hold a type.</summary>
    public IReadOnlyCollection<string> Folders => folders;

    /// <summary>Arrows from the folder that uses to the used one, each with its reasons: <c>UserProfile uses IDetector</c>.</summary>
    public IReadOnlyDictionary<(string From, string To), SortedSet<string>> Arrows => arrows;

    /// <summary>The graph of a compiled assembly.</summary>
    /// <param name="module">The assembly.</param>
    /// <param name="root">The namespace of the root folder. A top-level program counts as a part of it; what generators put elsewhere is left out.</param>
    public static NamespaceGraph Of(ModuleDefinition module, string root)
    {
        var graph = new NamespaceGraph();
        foreach (var type in module.Types)
        {
            if (FolderOf(type, root) is not { } from)
                continue;
            graph.folders.Add(from);
            foreach (var used in TypeUses.Of(type).Select(Outermost).OfType<TypeDefinition>().Where(used => used.Module == module))
            {
                if (FolderOf(used, root) is { } to)
                    graph.Add(from, to, $"{type.Name} uses {used.Name}");
            }
        }

        return graph;
    }

    /// <summary>Adds an arrow, unless it stays in its folder.</summary>
    public void Add(string from, string to, string reason)
    {
        if (from == to)
            return;
        if (!arrows.TryGetValue((from, to), out var reasons))
            arrows.Add((from, to), reasons = new SortedSet<string>(StringComparer.Ordinal));
        reasons.Add(reason);
    }

    /// <summary>The graph of the folders at the top of the project, with what is below each counted as a part of it.</summary>
    public NamespaceGraph OfTopFolders()
    {
        var graph = new NamespaceGraph();
        graph.folders.UnionWith(folders.Select(Top));
        foreach (var ((from, to), reasons) in arrows)
        {
            foreach (var reason in reasons)
                graph.Add(Top(from), Top(to), reason);
        }

        return graph;

        static string Top(string folder) => folder.Split('/')[0];
    }

    /// <summary>For every arrow that lies on a circle, the shortest such circle, without repetitions; each closes with the folder it starts from.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Circles()
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var circles = new List<IReadOnlyList<string>>();
        foreach (var (from, to) in arrows.Keys)
        {
            if (ShortestPath(to, from) is not { } way)
                continue;
            var first = way.IndexOf(way.Min(StringComparer.Ordinal)!);
            List<string> circle = [.. way[first..], .. way[..first]];
            if (known.Add(string.Join('>', circle)))
                circles.Add([.. circle, circle[0]]);
        }

        return circles;
    }

    private List<string>? ShortestPath(string from, string to)
    {
        var cameFrom = new Dictionary<string, string>(StringComparer.Ordinal) { [from] = from };
        var open = new Queue<string>([from]);
        while (open.TryDequeue(out var at) && at != to)
        {
            foreach (var next in arrows.Keys.Where(arrow => arrow.From == at && cameFrom.TryAdd(arrow.To, at)))
                open.Enqueue(next.To);
        }

        if (!cameFrom.ContainsKey(to))
            return null;
        List<string> way = [to];
        while (way[0] != from)
            way.Insert(0, cameFrom[way[0]]);
        return way;
    }

    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static string? FolderOf(TypeDefinition type, string root)
    {
        var isProgram = type.Namespace.Length == 0 && type.Name[0] != '<';
        if (isProgram || type.Namespace == root)
            return "";
        return type.Namespace.StartsWith(root + ".", StringComparison.Ordinal) ? type.Namespace[(root.Length + 1)..].Replace('.', '/') : null;
    }
}
