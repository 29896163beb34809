using System.Text;
using LowRankDefense.Streaming.Models;

namespace LowRankDefense.Streaming.Tests.Models;

public class ModelManifestTests
{
    private static readonly ModelManifest Manifest = new("detector", "v1", 2, 5, "ab12");

    [Fact]
    public void Manifest_ShouldKeepItsFormat()
    {
        Encoding
            .UTF8.GetString(Manifest.ToBytes())
            .ShouldBe("""{"kind":"detector","version":"v1","chunks":2,"bytes":5,"sha256":"ab12","key":"detector/manifest"}""");
        ModelManifest.FromBytes(Manifest.ToBytes()).ShouldBe(Manifest);
        (Manifest.Key, Manifest.ChunkKey(1)).ShouldBe(("detector/manifest", "detector/v1/00001"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{"version":"v1","chunks":1,"bytes":5,"sha256":"ab12"}""")]
    [InlineData("""{"kind":"detector","chunks":1,"bytes":5,"sha256":"ab12"}""")]
    [InlineData("""{"kind":"detector","version":"v1","chunks":1,"bytes":5}""")]
    [InlineData("""{"kind":"detector","version":"v1","chunks":0,"bytes":5,"sha256":"ab12"}""")]
    [InlineData("""{"kind":"detector","version":"v1","chunks":1,"bytes":-5,"sha256":"ab12"}""")]
    public void DamagedManifest_ShouldBeRefused_WithTheRemedy(string json)
    {
        Should.Throw<InvalidDataException>(() => ModelManifest.FromBytes(Encoding.UTF8.GetBytes(json))).Message.ShouldContain("publish");
    }
}
