using LowRankDefense.Core.Detection.Campaigns;
using LowRankDefense.Core.Detection.Campaigns.Patrols;

namespace LowRankDefense.Core.Tests.Detection.Campaigns;

public class CampaignPatrolTests
{
    private const int Items = 2_000;
    private static readonly int[] Targets = [900, 1_100, 1_300, 1_500, 1_700];
    private readonly CampaignPatrol patrol = new(new CampaignOptions(), new PatrolOptions { Windows = [100, 200, 400, 800] });

    [Fact]
    public void NextFake_ShouldBeHeldByTheCampaignThatIsKnown_AndNobodyElse()
    {
        var crowd = new Crowd(Items, seed: 11).Organic(1_000);
        Look(crowd);
        Look(crowd.Organic(100).Pushing(12, Targets).Organic(88));
        Look(crowd.Organic(150).Pushing(1, Targets).Organic(49));

        patrol.Campaigns.ShouldHaveSingleItem().Fit.Core.ShouldBe(Targets);
        Held(crowd).ShouldBe(crowd.Pushers);
        (patrol.Opened, patrol.Closed).ShouldBe((1, 0));
        patrol.Campaigns[0].Since.ShouldBe(1_200);
    }

    [Fact]
    public void Drip_ShouldBeFound_InAWindowThatIsLongEnough()
    {
        var crowd = new Crowd(Items, seed: 12).Organic(1_000);
        Look(crowd);
        for (var round = 0; round < 8; round++)
            Look(crowd.Organic(48).Pushing(1, Targets).Organic(49).Pushing(1, Targets));

        Held(crowd).ShouldBe(crowd.Pushers);
    }

    [Fact]
    public void CampaignThatTurnsOutATheme_ShouldBeClosed_AndItsUsersReleasedForGood()
    {
        var crowd = new Crowd(Items, seed: 13).Organic(1_000);
        Look(crowd);
        Look(crowd.Organic(90).Pushing(10, Targets));
        Held(crowd).Count.ShouldBe(10);

        // More and more users like some of it: a script no longer, taste.
        for (var round = 0; round < 4; round++)
            Look(crowd.Organic(60).Pushing(140, Targets, chance: 0.55));

        Held(crowd).ShouldBeEmpty();
        patrol.Campaigns.ShouldBeEmpty();
        patrol.Closed.ShouldBe(patrol.Opened);
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    public void WithoutAttack_NobodyShouldBeHeld(ulong seed)
    {
        var crowd = new Crowd(Items, seed).Organic(1_000);
        for (var round = 0; round < 10; round++)
            Look(crowd.Organic(100));

        Held(crowd).ShouldBeEmpty();
    }

    [Fact]
    public void Look_ShouldRefuseFewerUsersThanBefore_AndWindowsThatDoNotGrow()
    {
        var crowd = new Crowd(Items, seed: 14).Organic(50);
        Look(crowd);

        Should.Throw<ArgumentException>(() => patrol.Look(crowd.Rows(0, 40))).Message.ShouldContain("40 users are fewer than the 50");
        Should
            .Throw<ArgumentException>(() => new CampaignPatrol(new CampaignOptions(), new PatrolOptions { Windows = [200, 100] }))
            .Message.ShouldContain("ascending, not 200, 100");
        patrol.HolderOf(49).ShouldBe(-1);
        patrol.HolderOf(5_000).ShouldBe(-1, "nobody knows");
    }

    private void Look(Crowd crowd) => patrol.Look(crowd.Profiles);

    private List<int> Held(Crowd crowd) => [.. Enumerable.Range(0, crowd.Count).Where(u => patrol.HolderOf(u) >= 0)];
}
