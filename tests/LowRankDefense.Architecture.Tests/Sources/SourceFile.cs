using LowRankDefense.TestKit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LowRankDefense.Architecture.Tests.Sources;

/// <summary>A C# file of the checkout.</summary>
/// <param name="FullPath">Where it is.</param>
/// <param name="Root">The folder it was looked for in.</param>
internal sealed record SourceFile(string FullPath, string Root)
{
    private readonly Lazy<SyntaxNode> syntax = new(() =>
        CSharpSyntaxTree.ParseText(File.ReadAllText(FullPath), new CSharpParseOptions(LanguageVersion.Preview)).GetRoot()
    );

    /// <summary>Its name with the extension.</summary>
    public string Name => Path.GetFileName(FullPath);

    /// <summary>Its folder, from the one it was looked for in; empty there.</summary>
    public string Folder => Path.GetRelativePath(Root, Path.GetDirectoryName(FullPath)!).Replace('\\', '/') is var path && path == "." ? "" : path;

    /// <summary>Its path from the folder it was looked for in.</summary>
    public string PathInRoot => Path.GetRelativePath(Root, FullPath);

    /// <summary>The namespace it declares, or null where it declares none.</summary>
    public string? Namespace => Syntax.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString();

    /// <summary>Its path in the checkout, as messages name it.</summary>
    public string Place => Path.GetRelativePath(Checkout.Root, FullPath).Replace('\\', '/');

    /// <summary>Its lines.</summary>
    public int Lines => File.ReadLines(FullPath).Count();

    /// <summary>What the parser makes of it.</summary>
    public SyntaxNode Syntax => syntax.Value;

    /// <summary>Every file a person wrote below <paramref name="folder"/>, in the order of the paths.</summary>
    public static IEnumerable<SourceFile> Below(string folder) =>
        Directory
            .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
            .Order(StringComparer.Ordinal)
            .Select(file => new SourceFile(file, folder));

    /// <summary>Every file of <c>src</c> and <c>simulators</c>.</summary>
    public static IEnumerable<SourceFile> OfTheProduct() => Below(Checkout.PathOf("src")).Concat(Below(Checkout.PathOf("simulators")));
}
