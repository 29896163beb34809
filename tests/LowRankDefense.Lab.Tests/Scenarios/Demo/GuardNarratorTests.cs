using LowRankDefense.Core.Detection.Campaigns.Patrols;
using LowRankDefense.Lab.Scenarios.Demo;
using Microsoft.Extensions.Logging;

namespace LowRankDefense.Lab.Tests.Scenarios.Demo;

public sealed class GuardNarratorTests : IDisposable
{
    private readonly List<string> story = [];
    private readonly GuardNarrator narrator;

    public GuardNarratorTests() => narrator = new GuardNarrator(story.Add);

    public void Dispose() => narrator.Dispose();

    [Fact]
    public void Burst_ShouldBeToldAsItGrows_ThoughEveryPartitionTellsOfItsOwn()
    {
        foreach (var suspects in new[] { 5, 8, 8, 5, 12, 9 })
            Told("BurstRaised", "a burst of {Suspects}, pushing {Items}", suspects, "i3, i44");

        story.ShouldBe([.. new[] { 5, 8, 12 }.Select(n => $"alert: a burst of {n} fake users, pushing i3, i44")]);
    }

    [Fact]
    public void EveryTurnOfACampaign_ShouldBeToldInWords()
    {
        foreach (var turn in Enum.GetNames<CampaignTurn>())
            Told("CampaignTurned", "{Campaign} {Turn} {Users} {Items}", "campaign-0", turn, 17, "i3");

        story.Count.ShouldBe(Enum.GetNames<CampaignTurn>().Length);
        story[0].ShouldBe("campaign-0 is found: 17 users, pushing i3");
    }

    [Fact]
    public void SameSentence_ShouldBeToldOnce_WhereItComesAgainAtOnce()
    {
        for (var loop = 0; loop < 3; loop++)
            Told("DetectorSwitched", "{Version}", "detector-1");

        story.ShouldHaveSingleItem();
    }

    private void Told(string name, string message, params object[] values) =>
        narrator.Log(LogLevel.Information, new EventId(0, name), message, values);
}
