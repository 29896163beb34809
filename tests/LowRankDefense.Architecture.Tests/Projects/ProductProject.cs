using System.Xml.Linq;
using LowRankDefense.TestKit;
using Mono.Cecil;

namespace LowRankDefense.Architecture.Tests.Projects;

/// <summary>A project of the product, as its files and as its compiled assembly.</summary>
/// <param name="Name">Its name without the house: <c>Core</c>.</param>
/// <param name="Folder">Where its project file is.</param>
public sealed record ProductProject(string Name, string Folder)
{
    private const string House = "LowRankDefense.";

    /// <summary>Every project in <c>src</c> and <c>simulators</c>.</summary>
    public static IReadOnlyList<ProductProject> All { get; } =
    [
        .. new[] { "src", "simulators" }
            .SelectMany(folder => Directory.EnumerateDirectories(Checkout.PathOf(folder), House + "*"))
            .Select(folder => new ProductProject(Path.GetFileName(folder)[House.Length..], folder))
            .OrderBy(project => project.Name, StringComparer.Ordinal),
    ];

    /// <summary>Their names, for theories.</summary>
    public static TheoryData<string> Names => [.. All.Select(project => project.Name)];

    /// <summary>The namespace of its root folder.</summary>
    public string RootNamespace => House + Name;

    /// <summary>Its project file.</summary>
    public XDocument ProjectFile => XDocument.Load(Path.Combine(Folder, RootNamespace + ".csproj"));

    /// <summary>Name of its assembly, which lies beside the tests since they reference it.</summary>
    public string AssemblyName => ProjectFile.Descendants("AssemblyName").SingleOrDefault()?.Value ?? RootNamespace;

    /// <summary>The project called <paramref name="name"/>.</summary>
    public static ProductProject Named(string name) => All.Single(project => project.Name == name);

    /// <summary>The project whose assembly is called <paramref name="assembly"/>, or null where that is none of the house.</summary>
    public static ProductProject? OfAssembly(string assembly) => All.SingleOrDefault(project => project.AssemblyName == assembly);

    /// <summary>Reads its compiled assembly.</summary>
    public ModuleDefinition ReadAssembly() => CompiledModule.Read(File.OpenRead(Path.Combine(AppContext.BaseDirectory, AssemblyName + ".dll")));
}
