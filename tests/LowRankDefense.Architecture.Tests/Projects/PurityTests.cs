using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Architecture.Tests.Projects;

/// <summary>The science is pure: no files, no console, no sockets, no clock and no generator but the seeded one.</summary>
public class PurityTests
{
    private static readonly string[] Impurities =
    [
        "System.IO.File",
        "System.IO.FileStream",
        "System.IO.Directory",
        "System.Console",
        "System.TimeProvider",
        "System.Diagnostics.Stopwatch",
        "System.Random",
        "System.Net.Sockets.Socket",
        "System.Net.Http.HttpClient",
    ];

    public static TheoryData<string> Science => [typeof(CsrMatrix).Assembly.Location, typeof(Interaction).Assembly.Location];

    [Theory]
    [MemberData(nameof(Science))]
    public void Science_ShouldNotTouchTheOutsideWorld(string assembly)
    {
        ReferencedTypes(assembly).Intersect(Impurities, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void ReferencedTypes_ShouldBeSeen_SoThatTheRuleCanFail()
    {
        ReferencedTypes(typeof(PurityTests).Assembly.Location).ShouldContain("System.IO.File");
    }

    private static List<string> ReferencedTypes(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        return
        [
            .. metadata
                .TypeReferences.Select(metadata.GetTypeReference)
                .Select(t => $"{metadata.GetString(t.Namespace)}.{metadata.GetString(t.Name)}"),
        ];
    }
}
