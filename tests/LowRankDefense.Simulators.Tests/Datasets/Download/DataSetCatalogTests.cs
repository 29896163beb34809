using System.Security.Cryptography;
using LowRankDefense.Simulators.Datasets.Download;
using LowRankDefense.TestKit;

namespace LowRankDefense.Simulators.Tests.Datasets.Download;

public sealed class DataSetCatalogTests
{
    [Fact]
    public void EveryFile_ShouldBeHeldAgainstAKnownSum_AndComeOverHttps()
    {
        DataSetCatalog.Names.ShouldBeUnique();
        foreach (var set in DataSetCatalog.All)
        {
            new[] { set.Title, set.Owner, set.Licence }.ShouldAllBe(text => text.Length > 0);
            set.Page.Scheme.ShouldBe("https");
            set.Files.ShouldAllBe(f => f.Address.Scheme == "https" && f.Checksums.Count > 0);
            set.Files.SelectMany(f => f.Checksums)
                .ShouldAllBe(c =>
                    c.Source.Length > 0 && c.Hex.All(char.IsAsciiHexDigitLower) && c.Hex.Length == (c.Algorithm == HashAlgorithmName.MD5 ? 32 : 64)
                );
        }
    }

    [Fact]
    public void Name_ShouldBeFound_OrRefusedWithThoseThereAre()
    {
        DataSetCatalog.ByName("ml-100k").Files.ShouldHaveSingleItem().Name.ShouldBe("ml-100k.zip");
        Should.Throw<KeyNotFoundException>(() => DataSetCatalog.ByName("ml-100")).Message.ShouldContain("gowalla");
    }

    [Fact]
    public void Mirror_ShouldHaveFilesUnderTheirNames()
    {
        var file = DataSetCatalog.ByName("ml-100k").Files[0];

        file.At(null).ShouldBe(new Uri("https://files.grouplens.org/datasets/movielens/ml-100k.zip"));
        file.At(new("http://mirror/a/b")).ShouldBe(new Uri("http://mirror/a/b/ml-100k.zip"));
        file.At(new("http://mirror/a/b/")).ShouldBe(new Uri("http://mirror/a/b/ml-100k.zip"));
    }

    [SkippableFact]
    public async Task Gowalla_ShouldBeTheCopyThatIsMeasuredOn()
    {
        var folder = DataSets.Require("gowalla");

        foreach (var file in DataSetCatalog.ByName("gowalla").Files)
            await file.Checksums.ShouldHaveSingleItem().Verify(Path.Combine(folder, file.Name), file.Address, CancellationToken.None);
    }
}
