using LowRankDefense.Core.Detection.Campaigns;
using LowRankDefense.Core.Detection.Campaigns.Patrols;
using LowRankDefense.Core.Detection.Crowds;

namespace LowRankDefense.Core.Tests.Detection.Campaigns;

/// <summary>What a patrol makes of news that its own past has made as well.</summary>
public class UsualNewsTests
{
    private const int Items = 3_000;
    private static readonly int[] Targets = [2_100, 2_300, 2_500, 2_700];
    private readonly CampaignPatrol patrol = new(
        new CampaignOptions(),
        new PatrolOptions { SmallestWindow = 100, LargestWindow = 400 },
        new CrowdOptions()
    );

    [Theory]
    [InlineData(false, 6, true)]
    [InlineData(true, 6, false)]
    [InlineData(true, 16, true)]
    public void Group_ShouldBeACampaign_UnlessThePlatformHasHadGroupsHalfAsSurprising(bool hasThemes, int size, bool isCampaign)
    {
        var crowd = Platform(hasThemes);

        Look(crowd.Organic(40).Pushing(size, Targets).Organic(60 - size));

        Held(crowd).ShouldBe(isCampaign ? crowd.Pushers.TakeLast(size) : []);
    }

    [Fact]
    public void WhatThePlatformHasHad_ShouldBeKnown_ThoughItsFirstUsersAreForgotten()
    {
        var crowd = Platform(hasThemes: true);
        patrol.Forget(300);

        patrol.Look(crowd.Organic(40).Pushing(6, Targets).Organic(54).Rows(300, crowd.Count - 300));

        Enumerable.Range(0, crowd.Count - 300).ShouldAllBe(u => patrol.HolderOf(u) < 0);
    }

    [Fact]
    public void WhatTheSameItemsHaveMadeOfNews_ShouldNotExcuseThem()
    {
        var crowd = new Crowd(Items, seed: 31).Organic(440).Pushing(6, Targets).Organic(554);
        Look(crowd);

        Look(crowd.Organic(40).Pushing(16, Targets).Organic(44));

        crowd.Pushers.TakeLast(16).ShouldAllBe(u => patrol.HolderOf(u) >= 0);
    }

    [Fact]
    public void CampaignOfThePast_ShouldExcuseNobody_OnceItIsFound()
    {
        int[] earlier = [2_050, 2_250, 2_450, 2_650];
        var crowd = new Crowd(Items, seed: 33).Organic(440).Pushing(6, earlier).Organic(554);
        Look(crowd);
        Look(crowd.Organic(40).Pushing(16, earlier).Organic(44));

        Look(crowd.Organic(40).Pushing(6, Targets).Organic(54));

        Held(crowd).ShouldBe(crowd.Pushers);
    }

    [Fact]
    public void TwoCampaignsAtOnce_ShouldNotExcuseEachOther()
    {
        var crowd = new Crowd(Items, seed: 34).Organic(1_000);
        Look(crowd);

        Look(crowd.Organic(40).Pushing(12, Targets).Pushing(18, [2_050, 2_250, 2_450, 2_650]).Organic(330));

        Held(crowd).ShouldBe(crowd.Pushers);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void LittleNews_ShouldBeNoCampaign(int before, bool isCampaign)
    {
        // k = 5 of 100 users where 0.1, or 1.1, of 1,000 had it: k ln (k / λ) − k + λ is 26 nats, or 14.
        var crowd = new Crowd(Items, seed: 32).Organic(300).Pushing(before, Targets).Organic(700 - before);
        Look(crowd);

        Look(crowd.Organic(40).Pushing(5, Targets).Organic(55));

        Held(crowd).ShouldBe(isCampaign ? crowd.Pushers : []);
    }

    // A first look at a thousand users; every hundred, six of them have four items that nobody has had before, or nobody does.
    private Crowd Platform(bool hasThemes)
    {
        var crowd = new Crowd(Items, seed: 30);
        for (var k = 0; k < 10; k++)
            crowd.Organic(94).Pushing(hasThemes ? 6 : 0, [2_010 + k, 2_210 + k, 2_410 + k, 2_610 + k]).Organic(hasThemes ? 0 : 6);
        Look(crowd);
        Held(crowd).ShouldBeEmpty("the first groups excuse the later ones");
        return crowd;
    }

    private void Look(Crowd crowd) => patrol.Look(crowd.Profiles, crowd.Count);

    private List<int> Held(Crowd crowd) => [.. Enumerable.Range(0, crowd.Count).Where(u => patrol.HolderOf(u) >= 0)];
}
