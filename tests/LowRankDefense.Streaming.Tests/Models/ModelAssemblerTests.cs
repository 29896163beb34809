using System.Security.Cryptography;
using LowRankDefense.Streaming.Models;

namespace LowRankDefense.Streaming.Tests.Models;

public class ModelAssemblerTests
{
    private static readonly byte[] Model = [1, 2, 3, 4, 5];
    private static readonly ModelManifest Manifest = new(
        ModelKind.OfDetector("pca-svm"),
        "v1",
        2,
        Model.Length,
        Convert.ToHexStringLower(SHA256.HashData(Model))
    );
    private readonly ModelAssembler assembler = new();

    [Fact]
    public void Model_ShouldBeComplete_WhenItsManifestArrives()
    {
        assembler.Take(Manifest.ChunkKey(0), [1, 2, 3]).ShouldBeNull();
        assembler.Take(Manifest.ChunkKey(1), [4, 5]).ShouldBeNull();

        assembler.Take(Manifest.Key, Manifest.ToBytes()).ShouldNotBeNull().Model.ShouldBe(Model);
    }

    [Fact]
    public void Model_ShouldBeRefused_WhenAChunkIsMissing()
    {
        assembler.Take(Manifest.ChunkKey(0), [1, 2, 3]);

        Should.Throw<InvalidDataException>(() => assembler.Take(Manifest.Key, Manifest.ToBytes())).Message.ShouldContain("lacks chunk 1");
    }

    [Theory]
    [InlineData(4)]
    [InlineData(long.MaxValue)]
    public void Model_ShouldBeRefused_WhenItsSizeDoesNotFit(long bytes)
    {
        assembler.Take(Manifest.ChunkKey(0), [1, 2, 3]);
        assembler.Take(Manifest.ChunkKey(1), [4, 5]);

        Should
            .Throw<InvalidDataException>(() => assembler.Take(Manifest.Key, (Manifest with { Bytes = bytes }).ToBytes()))
            .Message.ShouldContain($"has 5 bytes and {bytes} by its manifest: publish it again");
    }

    [Fact]
    public void Tombstone_ShouldDropAChunk()
    {
        assembler.Take(Manifest.ChunkKey(0), [1, 2, 3]);
        assembler.Take(Manifest.ChunkKey(1), [4, 5]);
        assembler.Take(Manifest.ChunkKey(1), null);
        assembler.Take(Manifest.Key, null).ShouldBeNull();

        Should.Throw<InvalidDataException>(() => assembler.Take(Manifest.Key, Manifest.ToBytes())).Message.ShouldContain("lacks chunk 1");
    }

    [Fact]
    public void Model_ShouldBeRefused_WhenItsHashDoesNotFit()
    {
        assembler.Take(Manifest.ChunkKey(0), [1, 2, 3]);
        assembler.Take(Manifest.ChunkKey(1), [4, 6]);

        Should.Throw<InvalidDataException>(() => assembler.Take(Manifest.Key, Manifest.ToBytes())).Message.ShouldContain("hash");
    }
}
