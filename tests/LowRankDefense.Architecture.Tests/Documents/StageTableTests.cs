using LowRankDefense.Streaming;
using LowRankDefense.TestKit;

namespace LowRankDefense.Architecture.Tests.Documents;

/// <summary>The stage table of the README, the list in the code and the folders are one thing.</summary>
public class StageTableTests
{
    private static readonly string Table = string.Join(
        '\n',
        File.ReadLines(Checkout.PathOf("README.md"))
            .SkipWhile(l => !l.StartsWith("| step", StringComparison.Ordinal))
            .TakeWhile(l => l.StartsWith('|'))
    );

    public static TheoryData<string> Steps => [.. StageOrder.Rows.Select(r => r.Step)];

    [Fact]
    public void Readme_ShouldHaveOneRowPerStep_InTheOrderOfTheCode()
    {
        var steps = Table.Split('\n').Skip(2).Select(row => row.Split('|')[1].Trim());

        steps.ShouldBe(StageOrder.Rows.Select(r => r.Step));
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Step_ShouldNameItsFoldersStageAndTopics_InTheReadme(string step)
    {
        var row = StageOrder.Rows.Single(r => r.Step == step);
        var line = Table.Split('\n').Single(l => l.Split('|')[1].Trim() == step);

        foreach (var named in row.CoreFolders.Select(f => "Core/" + f).Append(row.Stage.Name).Concat(row.Topics))
            line.ShouldContain($"`{named}`");
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Step_ShouldHaveItsFoldersInCore(string step)
    {
        foreach (var folder in StageOrder.Rows.Single(r => r.Step == step).CoreFolders)
            Directory.Exists(Checkout.PathOf("src", "LowRankDefense.Core", folder)).ShouldBeTrue($"src/LowRankDefense.Core/{folder}");
    }
}
