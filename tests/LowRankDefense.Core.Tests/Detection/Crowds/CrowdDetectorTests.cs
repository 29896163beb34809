using LowRankDefense.Core.Detection.Crowds.Judging;

namespace LowRankDefense.Core.Tests.Detection.Crowds;

public class CrowdDetectorTests
{
    private readonly CrowdDetector detector = new(
        "v-1",
        [Crowd("one", "pushed", ("ann", 4f), ("bob", 1f)), Crowd("two", "other", ("bob", 5f), ("cy", 6f))],
        threshold: 2f
    );

    [Fact]
    public void Member_ShouldBeFake_WhileTheProfileHasTheItem()
    {
        var evidence = Evidence("ann", "pushed", "else");
        detector.Score(evidence, 2).ShouldBe(4f);
        detector.Campaign(evidence, 2).ShouldBe("one");
        detector.Contribution(evidence, 2, "pushed", 1f).ShouldBe(4f);
        detector.Contribution(evidence, 2, "else", 1f).ShouldBe(0f);

        detector.Remove(evidence, "pushed", 1f);

        detector.Score(evidence, 1).ShouldBe(0f);
        detector.Campaign(evidence, 1).ShouldBeNull();
    }

    [Fact]
    public void WhoClicksTheItem_ShouldBeNobody_WithoutBelongingToTheCrowd()
    {
        detector.Score(Evidence("dora", "pushed", "other"), 2).ShouldBe(0f);
        detector.Score(Evidence("cy", "pushed"), 1).ShouldBe(0f, "it is another crowd's item");
    }

    [Fact]
    public void MemberOfTwoCrowds_ShouldCountForTheFirst()
    {
        detector.Score(Evidence("bob", "pushed", "other"), 2).ShouldBe(1f);
        detector.Score(Evidence("bob", "other"), 1).ShouldBe(0f);
    }

    [Fact]
    public void Models_ShouldBeRefused_WhenTheyAreAmbiguousOrNoNumbers()
    {
        Should.Throw<ArgumentException>(() => new CrowdDetector("v", [Crowd("one", "a"), Crowd("one", "b")], 2f)).Message.ShouldContain("one name");
        Should.Throw<ArgumentException>(() => new CrowdDetector("v", [], float.NaN));
        Should.Throw<ArgumentException>(() => Crowd("one", "a", ("eve", float.NaN))).Message.ShouldContain("'eve'");
    }

    private static CrowdModel Crowd(string name, string item, params (string User, float Nats)[] members) =>
        new(name, 1, item, members.ToDictionary(m => m.User, m => m.Nats));

    private float[] Evidence(string user, params string[] items)
    {
        var evidence = new float[detector.EvidenceLength];
        detector.Begin(evidence, user);
        foreach (var item in items)
            detector.Add(evidence, item, 1f);
        return evidence;
    }
}
