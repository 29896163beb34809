using LowRankDefense.Streaming.Models;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Streaming.Tests.Models;

public class ModelRegistryTests
{
    private static readonly ModelManifest First = new("detector", "v1", 1, 1, "");
    private readonly ModelRegistry registry = new();

    [Fact]
    public void NewRegistry_ShouldHaveNothing_AndNotKnowThatThereIsNothing()
    {
        registry.Detectors.ShouldBeEmpty();
        registry.Detector("pca-svm").ShouldBeNull();
        registry.Manifest("detector").ShouldBeNull();
        registry.Known.IsCompleted.ShouldBeFalse();

        registry.Read();
        registry.Read();

        registry.Known.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void Detector_ShouldReplaceTheOneOfItsFamily_InAnotherArray()
    {
        var (one, two) = (new StubDetector("pca-svm", "v1"), new StubDetector("pca-svm", "v2"));
        registry.Use(one, First);
        var before = registry.Detectors;
        registry.Use(two, First with { Version = "v2" });

        before.ShouldBe([one], "who took the array before still has it as it was");
        registry.Detectors.ShouldBe([two]);
        registry.Detectors.ShouldNotBeSameAs(before);
        registry.Detector("pca-svm").ShouldBeSameAs(two);
        registry.Manifest("detector")!.Version.ShouldBe("v2");
    }

    [Fact]
    public void OtherModels_ShouldLeaveTheDetectorsAlone()
    {
        registry.Use(new StubDetector("pca-svm", "v1"), First);
        var before = registry.Detectors;

        registry.Note(new ModelManifest(ModelKind.Factors, "f-1", 1, 1, ""));

        registry.Detectors.ShouldBeSameAs(before);
        registry.Manifest(ModelKind.Factors)!.Version.ShouldBe("f-1");
        registry.Manifest("detector").ShouldBe(First);
    }
}
