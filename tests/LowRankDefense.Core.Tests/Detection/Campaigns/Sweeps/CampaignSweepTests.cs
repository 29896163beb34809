using LowRankDefense.Core.Detection.Campaigns;
using LowRankDefense.Core.Detection.Campaigns.Sweeps;

namespace LowRankDefense.Core.Tests.Detection.Campaigns.Sweeps;

public class CampaignSweepTests
{
    private const int Items = 2_000;
    private static readonly int[] Targets = [200, 300, 400, 500, 600];
    private readonly CampaignSweep sweep = new(new CampaignOptions());

    [Fact]
    public void Fakes_ShouldBeFound_WhereverTheyStand_WithWhatTheyPush()
    {
        var crowd = new Crowd(Items, seed: 31).Pushing(7, Targets).Organic(700).Pushing(6, Targets).Organic(300);

        var campaign = sweep.Run(crowd.Profiles).ShouldHaveSingleItem();

        campaign.Members.Select(m => m.Row).ShouldBe(crowd.Pushers);
        campaign.Members.ShouldAllBe(m => m.Nats > 10 && m.Core == 5);
        campaign.Items.Where(i => i.IsCore).Select(i => i.Column).Order().ShouldBe(Targets);
        campaign.Items[0].IsCore.ShouldBeTrue("the core comes first");
        campaign.Finding.ShouldBe(SweepFinding.Campaign);
        campaign.Public.ShouldBeGreaterThan(0);
        campaign.FanNats.ShouldBe(0, 3);
    }

    [Fact]
    public void TwoCampaigns_ShouldBeToldApart()
    {
        int[] others = [250, 350, 450, 550];
        var crowd = new Crowd(Items, seed: 32).Organic(1_000).Pushing(12, Targets).Pushing(9, others);

        var found = sweep.Run(crowd.Profiles);

        found.Select(c => c.Members.Count).Order().ShouldBe([9, 12]);
    }

    [Fact]
    public void FakesOfOneListWithNoise_ShouldBeFound_ThoughManyHaveTwoOfIt()
    {
        // Each leaves a sixth of the list out; most of it is popular.
        int[] list = [.. Enumerable.Range(30, 20), .. Enumerable.Range(20, 10).Select(i => 10 * i)];
        var crowd = new Crowd(Items, seed: 37).Organic(1_000).Pushing(14, list, chance: 0.83);

        var campaign = sweep.Run(crowd.Profiles).MaxBy(c => c.Members.Count).ShouldNotBeNull();

        campaign.Finding.ShouldBe(SweepFinding.Campaign);
        campaign.Members.Select(m => m.Row).ShouldBe(crowd.Pushers);
    }

    [Fact]
    public void ThemeWithFans_ShouldBeLeftAlone()
    {
        // As many who like all of it as a campaign has; and others who like half.
        var crowd = new Crowd(Items, seed: 33).Organic(900).Pushing(30, Targets).Pushing(15, Targets, chance: 0.5);

        var theme = sweep.Run(crowd.Profiles).ShouldHaveSingleItem();

        theme.Finding.ShouldBe(SweepFinding.Theme);
        theme.FanNats.ShouldBeGreaterThan(5);
    }

    [Fact]
    public void ItemsThatNobodyElseHas_ShouldBeReported_AndNobodyTakenOutForThem()
    {
        // New items, clicked by twelve users and nobody else.
        int[] fresh = [2_000, 2_001, 2_002, 2_003];
        var crowd = new Crowd(Items + 4, seed: 34, popular: Items).Organic(900).Pushing(12, fresh);

        var campaign = sweep.Run(crowd.Profiles).ShouldHaveSingleItem();

        (campaign.Finding, campaign.Public, campaign.Members.Count).ShouldBe((SweepFinding.Unsure, 0, 12));
    }

    [Theory]
    [InlineData(35)]
    [InlineData(36)]
    public void DataWithoutFakes_ShouldBeLeftAsItIs(ulong seed)
    {
        sweep.Run(new Crowd(Items, seed).Organic(1_000).Profiles).ShouldBeEmpty();
    }

    [Fact]
    public void Sweep_ShouldTellHowFarItIs_AndStopWhenCancelled()
    {
        var crowd = new Crowd(Items, seed: 31).Organic(500).Pushing(12, Targets);
        var told = new List<(int Done, int All)>();

        sweep.Run(crowd.Profiles, (done, all) => told.Add((done, all)));

        told[^1].Done.ShouldBe(told[^1].All);
        Should.Throw<OperationCanceledException>(() => sweep.Run(crowd.Profiles, cancel: new CancellationToken(canceled: true)));
    }
}
