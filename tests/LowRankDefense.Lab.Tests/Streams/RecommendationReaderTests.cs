using LowRankDefense.Lab.Streams;

namespace LowRankDefense.Lab.Tests.Streams;

public sealed class RecommendationReaderTests
{
    private static readonly Dictionary<string, string[]> Lists = new(StringComparer.Ordinal)
    {
        ["u1"] = ["a", "b", "target"],
        ["u2"] = ["target", "a", "b"],
        ["u3"] = ["a", "b", "c"],
        ["u4"] = ["other-target", "target"],
    };

    private static readonly HashSet<string> Targets = new(StringComparer.Ordinal) { "target", "other-target" };

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(2, 0.5)]
    [InlineData(3, 0.75)]
    [InlineData(10, 0.75)]
    public void Exposure_ShouldBeTheShareOfUsersWithATargetAmongTheFirst(int k, double expected) =>
        RecommendationReader.Exposure(Lists, ["u1", "u2", "u3", "u4"], Targets, k).ShouldBe(expected);

    [Fact]
    public void Exposure_ShouldCountUsersWithoutAList() => RecommendationReader.Exposure(Lists, ["u2", "new"], Targets, 1).ShouldBe(0.5);

    [Fact]
    public void Exposure_ShouldBeZero_WhenThereAreNoUsers() => RecommendationReader.Exposure(Lists, [], Targets, 1).ShouldBe(0);
}
