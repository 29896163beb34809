namespace LowRankDefense.Lab.Tests.Commands;

/// <summary>What a shell is told where somebody presses Tab.</summary>
public sealed class SuggestionsTests
{
    [Theory]
    [InlineData("re", new[] { "replay", "reconstruct", "reproduce" })]
    [InlineData("evaluate det", new[] { "detector" })]
    [InlineData("replay --ro", new[] { "--rounds" })]
    [InlineData("replay --attack ba", new[] { "bandwagon", "reverse-bandwagon" })]
    [InlineData("attack seg", new[] { "segment" })]
    [InlineData("evaluate recommender --model ia", new[] { "ials" })]
    [InlineData("evaluate detector --arrival wa", new[] { "Waves" })]
    public async Task Word_ShouldBeCompleted(string line, string[] words)
    {
        var run = (await LabRun.Of($"[suggest:{line.Length}]", line)).ShouldHaveDoneIt();

        run.Output.Split(Environment.NewLine).ShouldBeSubsetOf([.. words, "bare-loop", ""]);
        foreach (var word in words)
            run.Output.Split(Environment.NewLine).ShouldContain(word);
    }
}
