using LowRankDefense.Architecture.Tests.Projects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LowRankDefense.Architecture.Tests.Namespaces;

/// <summary>Compiles small assemblies to try the rules on.</summary>
internal static class SampleHouse
{
    private static readonly MetadataReference[] Runtime =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The graph of <paramref name="code"/>, whose root namespace is <c>House</c>.</summary>
    /// <exception cref="InvalidOperationException">The code does not compile; the message says why.</exception>
    public static NamespaceGraph Compile(string code)
    {
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            allowUnsafe: true
        );
        var compilation = CSharpCompilation.Create("House", [CSharpSyntaxTree.ParseText(code)], Runtime, options);
        var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        if (!result.Success)
            throw new InvalidOperationException("The sample does not compile: " + string.Join("; ", result.Diagnostics));
        assembly.Position = 0;
        using var module = CompiledModule.Read(assembly);
        return NamespaceGraph.Of(module, "House");
    }
}
