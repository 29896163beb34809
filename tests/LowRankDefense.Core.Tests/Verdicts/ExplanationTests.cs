using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Verdicts;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Core.Tests.Verdicts;

public class ExplanationTests
{
    [Fact]
    public void HeaviestItems_ShouldComeHeaviestFirst_AndTiesById()
    {
        var profile = Profile("good-1", "bad-2", "bad-1", "good-0");

        Explanation
            .HeaviestItems(new StubDetector(), profile, 3)
            .ShouldBe([new VerdictItem("bad-1", 1f), new VerdictItem("bad-2", 1f), new VerdictItem("good-0", 0f)]);
    }

    [Fact]
    public void HeaviestItems_ShouldBeNone_WhenNoneIsAskedForOrThereIsNone()
    {
        Explanation.HeaviestItems(new StubDetector(), Profile("a"), 0).ShouldBeEmpty();
        Explanation.HeaviestItems(new StubDetector(), Profile(), 5).ShouldBeEmpty();
    }

    private static UserProfile Profile(params string[] items)
    {
        var profile = new UserProfile("u", new ProfileOptions());
        foreach (var (item, n) in items.Select((item, n) => (item, n)))
            profile.Append(new ProfileEvent($"e-{n}", item, 1f, n), []);
        return profile;
    }
}
