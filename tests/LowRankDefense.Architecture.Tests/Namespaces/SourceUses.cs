using LowRankDefense.Architecture.Tests.Projects;
using LowRankDefense.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LowRankDefense.Architecture.Tests.Namespaces;

/// <summary>What the compiled assembly no longer shows: constants and members of enums are values there. Their namespaces stand in <c>using</c> directives.</summary>
internal static class SourceUses
{
    /// <summary>Adds an arrow for every <c>using</c> of a folder of the same project that the graph does not show yet.</summary>
    /// <remarks>None is idle: the build refuses those.</remarks>
    public static void AddTo(NamespaceGraph graph, ProductProject project)
    {
        foreach (var file in SourceFile.Below(project.Folder))
        {
            foreach (var directive in file.Syntax.DescendantNodes().OfType<UsingDirectiveSyntax>())
            {
                var used = FolderOf(directive.NamespaceOrType.ToString(), project.RootNamespace, graph.Folders);
                if (used is not null && !graph.Arrows.ContainsKey((file.Folder, used)))
                    graph.Add(file.Folder, used, $"{file.Name} has a using directive of it");
            }
        }
    }

    // An alias and a using static name a type: its namespace is the longest that is one.
    private static string? FolderOf(string name, string root, IReadOnlyCollection<string> folders)
    {
        var dotted = name.Replace("global::", "", StringComparison.Ordinal) + ".";
        return folders.Where(folder => dotted.StartsWith(NamespaceOf(folder, root) + ".", StringComparison.Ordinal)).MaxBy(folder => folder.Length);
    }

    private static string NamespaceOf(string folder, string root) => folder.Length == 0 ? root : $"{root}.{folder.Replace('/', '.')}";
}
