using LowRankDefense.Lab.Commands;

namespace LowRankDefense.Lab.Tests.Commands;

public sealed class SpellingTests
{
    private static readonly string[] Words = ["random", "average", "bandwagon", "segment"];

    [Theory]
    [InlineData("bandwagn", "bandwagon")]
    [InlineData("bandwaggon", "bandwagon")]
    [InlineData("badnwagon", "bandwagon")]
    [InlineData("Bandwagon", "bandwagon")]
    [InlineData("segmnet", "segment")]
    [InlineData("randum", "random")]
    [InlineData("magic", null)]
    [InlineData("", null)]
    public void Closest_ShouldBeTheWordThatWasMeant(string typed, string? meant) => Spelling.Closest(typed, Words).ShouldBe(meant);

    [Fact]
    public void Refusal_ShouldNameTheWordThatWasMeant_AndAllThereAre()
    {
        Spelling
            .Refusal("attack", "bandwagn", Words)
            .ShouldBe("There is no attack 'bandwagn': did you mean bandwagon? Choose one of random, average, bandwagon, segment.");
        Spelling.Refusal("attack", "magic", Words).ShouldBe("There is no attack 'magic': choose one of random, average, bandwagon, segment.");
    }
}
