using Mono.Cecil;

namespace LowRankDefense.Architecture.Tests.Projects;

/// <summary>Opens compiled assemblies with what they reference beside them.</summary>
internal static class CompiledModule
{
    /// <summary>Reads the assembly in <paramref name="content"/>, which the module closes when it is disposed of.</summary>
    /// <remarks>References are looked for beside the tests and in the runtime: the values of enums in attributes cannot be read without their types.</remarks>
    public static ModuleDefinition Read(Stream content)
    {
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        return ModuleDefinition.ReadModule(content, new ReaderParameters { AssemblyResolver = resolver });
    }
}
