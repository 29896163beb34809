using LowRankDefense.Core.Detection.Campaigns;
using LowRankDefense.Core.Detection.Campaigns.Judging;
using LowRankDefense.Core.Detection.Campaigns.Patrols;
using LowRankDefense.Core.Detection.Crowds;

namespace LowRankDefense.Core.Tests.Detection.Campaigns;

public class CampaignPatrolTests
{
    private const int Items = 2_000;
    private static readonly int[] Targets = [900, 1_100, 1_300, 1_500, 1_700];
    private readonly CampaignPatrol patrol = new(
        new CampaignOptions(),
        new PatrolOptions { SmallestWindow = 100, LargestWindow = 800 },
        new CrowdOptions()
    );

    [Fact]
    public void NextFake_ShouldBeHeldByTheCampaignThatIsKnown_AndNobodyElse()
    {
        var crowd = new Crowd(Items, seed: 11).Organic(1_000);
        Look(crowd);
        Look(crowd.Organic(88).Pushing(12, Targets));
        Look(crowd.Organic(150).Pushing(1, Targets).Organic(49));

        patrol.Campaigns.ShouldHaveSingleItem().Fit.Core.ShouldBe(Targets);
        Held(crowd).ShouldBe(crowd.Pushers);
        (patrol.Opened, patrol.Campaigns.Count).ShouldBe((1, 1));
        patrol.Campaigns[0].Since.ShouldBe(1_100, "the clock is what the caller says");
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
    public void CampaignOfThreeItems_ShouldStand_WhileSomeOfItsFakesHaveClickedTwoOfThem()
    {
        var crowd = new Crowd(Items, seed: 17).Organic(1_000);
        Look(crowd);
        Look(crowd.Organic(70).Pushing(30, Targets[..3]));
        Held(crowd).Count.ShouldBe(30);

        Look(crowd.Organic(47).Pushing(3, Targets[1..3]));

        patrol.Campaigns.ShouldHaveSingleItem().Fit.IsAccepted.ShouldBeFalse("it would not be opened as it is");
        Held(crowd).Take(30).ShouldBe(crowd.Pushers.Take(30));
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
    }

    [Theory]
    [InlineData(false, false, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    public void ThreeThemesThatFewUsersHaveWhole_ShouldBeACampaign_UnlessSomeLikeMoreThanOne_OrTheFewShareMore(
        bool someLikeMore,
        bool shareMore,
        bool isCampaign
    )
    {
        int[][] themes =
        [
            [900, 905, 910],
            [1_300, 1_305, 1_310],
            [1_700, 1_705, 1_710],
        ];
        var crowd = new Crowd(Items, seed: 20).Organic(1_000);
        foreach (var theme in themes)
            crowd.Pushing(30, theme, chance: 0.6);
        if (someLikeMore)
            crowd.Pushing(30, [.. themes.SelectMany(t => t)], chance: 0.3);
        Look(crowd.Organic(1_000));
        Held(crowd).ShouldBeEmpty();

        crowd.Organic(50);
        var first = crowd.Count;
        crowd.Pushing(15, [.. themes.SelectMany(t => t)], shareMore ? [.. Enumerable.Range(1_800, 60)] : []).Organic(35);
        Look(crowd);

        Held(crowd).ShouldBe(isCampaign ? Enumerable.Range(first, 15) : []);
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
            .Throw<ArgumentException>(() =>
                new CampaignPatrol(new CampaignOptions(), new PatrolOptions { SmallestWindow = 200, LargestWindow = 100 }, new CrowdOptions())
            )
            .Message.ShouldContain("below the smallest window of 200");
        patrol.HolderOf(49).ShouldBe(-1);
        patrol.HolderOf(5_000).ShouldBe(-1, "nobody knows");
    }

    [Fact]
    public void DetectorOfTheCampaigns_ShouldConvictWhomThePatrolHolds()
    {
        var crowd = new Crowd(Items, seed: 15).Organic(1_000);
        Look(crowd);
        Look(crowd.Organic(88).Pushing(12, Targets));
        var ids = Enumerable.Range(0, Items).Select(i => $"item-{i}").ToArray();
        var detector = new CampaignDetector("v", [.. patrol.Campaigns.Select(c => c.ToModel(ids))], (float)patrol.Threshold);

        var convicted = Enumerable.Range(0, crowd.Count).Where(u => Convicts(detector, ids, crowd.Profiles.ColumnsOf(u))).ToList();

        convicted.ShouldBe(Held(crowd));
    }

    [Fact]
    public void CampaignOfAnotherPatrol_ShouldHoldFakesOfTheHistory_WhereItWouldBeFoundNoMore()
    {
        var crowd = new Crowd(Items, seed: 16).Organic(300).Pushing(12, Targets).Organic(688);
        Look(crowd);
        Held(crowd).ShouldBeEmpty("no window reaches there");
        var successor = new CampaignPatrol(
            new CampaignOptions(),
            new PatrolOptions { SmallestWindow = 100, LargestWindow = 800 },
            new CrowdOptions()
        );

        successor.TakeOver("known", since: 7, [.. Targets.Select(t => new CampaignItem(t, 0.95, 0.0005, IsCore: true))], new CoreRule(3, 0));
        var changes = successor.Look(crowd.Profiles);

        Enumerable.Range(0, crowd.Count).Where(u => successor.HolderOf(u) >= 0).ShouldBe(crowd.Pushers);
        var known = successor.Campaigns.ShouldHaveSingleItem();
        (known.Name, known.Since).ShouldBe(("known", 7));
        changes.ShouldBeEmpty("the one before has told of it");
    }

    [Fact]
    public void Life_ShouldBeTold_TurnByTurn()
    {
        var crowd = new Crowd(Items, seed: 13).Organic(1_000);
        Look(crowd);
        var opened = Look(crowd.Organic(90).Pushing(10, Targets)).ShouldHaveSingleItem();
        (opened.Turn, opened.Users.Count).ShouldBe((CampaignTurn.Opened, 10));
        Look(crowd.Organic(50)).ShouldBeEmpty("nothing has changed");

        Look(crowd.Organic(40).Pushing(8, Targets)).ShouldHaveSingleItem().Turn.ShouldBe(CampaignTurn.Grown);

        List<CampaignChange> later = [];
        for (var round = 0; round < 4; round++)
            later.AddRange(Look(crowd.Organic(60).Pushing(140, Targets, chance: 0.55)));
        later[^1].Turn.ShouldBe(CampaignTurn.Closed);
        later[^1].Campaign.ShouldBeSameAs(opened.Campaign);
    }

    [Fact]
    public void CampaignThatWouldHoldTooMany_ShouldBeSuspended()
    {
        var careful = new CampaignPatrol(
            new CampaignOptions(),
            new PatrolOptions
            {
                SmallestWindow = 100,
                LargestWindow = 800,
                MostHeld = 0.01,
            },
            new CrowdOptions()
        );
        var crowd = new Crowd(Items, seed: 11).Organic(1_000);
        careful.Look(crowd.Profiles);

        var change = careful.Look(crowd.Organic(88).Pushing(12, Targets).Profiles).ShouldHaveSingleItem();

        change.Turn.ShouldBe(CampaignTurn.Suspended);
        careful.Campaigns.ShouldHaveSingleItem().IsSuspended.ShouldBeTrue();
        careful.Look(crowd.Profiles).ShouldBeEmpty("it was told once");
    }

    [Fact]
    public void ForgottenUsers_ShouldLeaveTheOthersWhereTheyStand()
    {
        var crowd = new Crowd(Items, seed: 17).Organic(1_000);
        Look(crowd);
        Look(crowd.Organic(88).Pushing(12, Targets));

        patrol.Forget(400);
        patrol.Look(crowd.Rows(400, crowd.Count - 400));

        Enumerable.Range(0, crowd.Count - 400).Where(u => patrol.HolderOf(u) >= 0).ShouldBe(crowd.Pushers.Select(p => p - 400));
    }

    [Fact]
    public void CampaignWhoseMembersAreForgotten_ShouldStayInForce_AndHoldTheNextOne()
    {
        var crowd = new Crowd(Items, seed: 18).Organic(1_000);
        Look(crowd);
        Look(crowd.Organic(88).Pushing(12, Targets));
        var core = patrol.Campaigns.ShouldHaveSingleItem().Fit.Core;

        patrol.Forget(1_100);
        crowd.Organic(200).Pushing(1, Targets);
        patrol.Look(crowd.Rows(1_100, 201)).ShouldBeEmpty("nobody is let go for having been long ago");

        patrol.Campaigns.ShouldHaveSingleItem().Fit.Core.ShouldBe(core);
        patrol.HolderOf(200).ShouldBe(0);
    }

    private static bool Convicts(CampaignDetector detector, string[] ids, ReadOnlySpan<int> columns)
    {
        var evidence = new float[detector.EvidenceLength];
        foreach (var column in columns)
            detector.Add(evidence, ids[column], 1f);
        return detector.Score(evidence, columns.Length) > detector.Threshold(columns.Length);
    }

    [Fact]
    public void Glance_ShouldFindABurst_AndThePatrolBehindIt_ShouldLetItStand()
    {
        // A long time after the little that is history for good, in windows that reach back to it.
        var wide = new CampaignPatrol(new CampaignOptions(), new PatrolOptions(), new CrowdOptions());
        var crowd = new Crowd(Items, seed: 19).Organic(400);
        wide.Look(crowd.Profiles);
        wide.Look(crowd.Organic(4_000).Profiles);
        crowd.Organic(40).Pushing(5, Targets);

        wide.Glance(crowd.Profiles).ShouldHaveSingleItem().Turn.ShouldBe(CampaignTurn.Opened);
        var changes = wide.Look(crowd.Organic(20).Pushing(3, Targets).Profiles);

        changes.ShouldNotContain(c => c.Turn == CampaignTurn.Closed);
        Enumerable.Range(0, crowd.Count).Where(u => wide.HolderOf(u) >= 0).ShouldBe(crowd.Pushers);
    }

    private IReadOnlyList<CampaignChange> Look(Crowd crowd) => patrol.Look(crowd.Profiles, crowd.Count);

    private List<int> Held(Crowd crowd) => [.. Enumerable.Range(0, crowd.Count).Where(u => patrol.HolderOf(u) >= 0)];
}
