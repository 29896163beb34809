using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.Streaming.Models;

namespace LowRankDefense.Streaming.Tests.Models;

public class ModelKindTests
{
    [Fact]
    public void Kinds_ShouldDiffer_WhereFamiliesDo()
    {
        ModelKind.OfDetector("pca-svm").ShouldBe("detector", "models published before there were families are found again");
        ModelKind.OfDetector("other").ShouldBe("detector.other");
        DetectorCatalog.Names.Select(ModelKind.OfDetector).Distinct().Count().ShouldBe(DetectorCatalog.Names.Count);
    }

    [Theory]
    [InlineData("detector", true)]
    [InlineData("detector.other", true)]
    [InlineData("detectors", false)]
    [InlineData("factors", false)]
    [InlineData("", false)]
    public void Detectors_ShouldBeToldFromOtherModels(string kind, bool detector) => ModelKind.IsDetector(kind).ShouldBe(detector);
}
