using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Core.Tests.Detection;

public class DetectorCatalogTests
{
    [Fact]
    public void Names_ShouldBeUnique_AndFoundInAnyCase()
    {
        DetectorCatalog.Names.Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(DetectorCatalog.All.Count);
        foreach (var name in DetectorCatalog.Names)
            DetectorCatalog.ByName(name.ToUpperInvariant()).Name.ShouldBe(name);
    }

    [Fact]
    public void UnknownName_ShouldBeRefused_WithThoseThereAre()
    {
        var message = Should.Throw<ArgumentException>(() => DetectorCatalog.ByName("oracle")).Message;

        message.ShouldContain("'oracle'");
        message.ShouldContain("pca-svm");
    }

    [Fact]
    public void NoDetector_ShouldBeRefusedByName()
    {
        Should.Throw<ArgumentNullException>(() => DetectorCatalog.Encode(null!)).ParamName.ShouldBe("detector");
    }

    [Fact]
    public void ForeignBytes_ShouldBeRefused_WithTheFamiliesThereAre()
    {
        Should.Throw<InvalidDataException>(() => DetectorCatalog.Decode("nothing we know"u8)).Message.ShouldContain("pca-svm");
        Should.Throw<InvalidDataException>(() => DetectorCatalog.Decode([]));
    }

    [Fact]
    public void ForeignDetector_ShouldBeRefusedByACodec()
    {
        Should.Throw<ArgumentException>(() => DetectorCatalog.All[0].Codec.Encode(new StubDetector())).Message.ShouldContain("stub");
    }
}
