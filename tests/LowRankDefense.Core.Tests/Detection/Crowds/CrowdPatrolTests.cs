using LowRankDefense.Core.Detection.Campaigns;
using LowRankDefense.Core.Detection.Campaigns.Patrols;
using LowRankDefense.Core.Detection.Crowds;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Core.Tests.Detection.Crowds;

/// <summary>A patrol that looks for crowds, where users begin, go on and come to rest.</summary>
public class CrowdPatrolTests
{
    private const int Genuine = 1_200;
    private const int Fakes = 25;
    private const int Target = 130;
    private const int Other = Target + 60;
    private const int Overlap = 6;
    private const int Further = 4;
    private readonly CampaignPatrol patrol = new(new CampaignOptions(), new PatrolOptions(), new CrowdOptions());

    // Communities of taste, and at the end users of none who all click one item.
    private readonly CsrMatrix users = Communities.Draw(Genuine, 0, seed: 8).Profiles.StackAbove(Communities.Pushers(Fakes, [Target], seed: 9));

    [Fact]
    public void Crowd_ShouldBeFound_WhereItsUsersHaveComeToRest()
    {
        Look(Genuine, growing: 0);
        Look(users.Rows, growing: 0);

        patrol.Crowds.ShouldHaveSingleItem().Item.ShouldBe(Target);
        Held().ShouldBe(Enumerable.Range(Genuine, Fakes));
    }

    [Fact]
    public void UsersWhoHaveJustBegun_ShouldBeNoCrowd_BeforeTheyHaveComeToRest()
    {
        Look(Genuine, growing: 0);
        Look(users.Rows, growing: Fakes);
        patrol.Crowds.ShouldBeEmpty();

        Look(users.Rows, growing: 0);
        patrol.Crowds.ShouldHaveSingleItem();
    }

    [Fact]
    public void MembersWhoGoOn_ShouldStayMembers_UntilTheyHaveComeToRestAgain()
    {
        Look(Genuine, growing: 0);
        Look(users.Rows, growing: 0);

        Look(users.Rows, growing: 5);

        Held().ShouldBe(Enumerable.Range(Genuine, Fakes));
    }

    [Fact]
    public void Crowd_ShouldBeFound_WhenAllThatWasHistoryAtFirstIsForgotten()
    {
        const int forgotten = 720;
        var brief = new CampaignPatrol(new CampaignOptions(), new PatrolOptions { LargestWindow = 100 }, new CrowdOptions());
        brief.Look(users.SelectRows([.. Enumerable.Range(0, Genuine)]));

        brief.Forget(forgotten);
        brief.Look(users.SelectRows([.. Enumerable.Range(forgotten, users.Rows - forgotten)]));

        brief.Crowds.ShouldHaveSingleItem().Item.ShouldBe(Target);
    }

    [Fact]
    public void UsersOfACampaignThatWasClosed_ShouldBeHeldByACrowd_WhereItIsOddEnough()
    {
        Look(Genuine, growing: 0);
        // Whoever has the target is a member, and no patrol will let that stand.
        patrol.TakeOver("known", since: 0, [new CampaignItem(Target, 0.9, 0.001, IsCore: true)], new CoreRule(1, Credit: 20));

        Look(users.Rows, growing: 0).ShouldHaveSingleItem().Turn.ShouldBe(CampaignTurn.Closed);

        patrol.Crowds.ShouldHaveSingleItem().Ratio.ShouldBeGreaterThan(1.5 * new CrowdOptions().LeastRatio);
        Held().ShouldBe(Enumerable.Range(Genuine, Fakes));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void FakesTooFewForACrowd_ShouldBeHeld_WhereTheOthersOfTheirItemAreOfAnotherCrowd(bool pools)
    {
        var shared = Shared();
        var watch = Watch(new CrowdOptions { SharedRatio = pools ? new CrowdOptions().SharedRatio : 1_000 });

        // Twice: what was found is to stand.
        foreach (var _ in Enumerable.Range(0, 2))
        {
            watch.Look(shared);

            var held = Enumerable.Range(0, shared.Rows).Where(u => watch.HolderOf(u) >= 0).ToArray();
            held.ShouldBe(Enumerable.Range(Genuine, Fakes + (pools ? Further : 0)));
            watch.Crowds.Select(c => c.Item).ShouldBe(pools ? [Target, Other] : [Target]);
        }

        if (pools)
            watch.Crowds[1].Members.Keys.ShouldBe(Enumerable.Range(Genuine + Fakes, Further), "who is in a crowd already stays there");
    }

    [Fact]
    public void CrowdKnownByAnotherOnly_ShouldFallWithIt()
    {
        var shared = Shared();
        var watch = Watch(new CrowdOptions());
        watch.Look(shared);

        // Anybody clicks the one's item by now.
        watch.Look(shared.StackAbove(Clicking(Target, Communities.Draw(600, 0, seed: 12).Profiles)));

        watch.CrowdChanges.Where(c => c.Turn == CampaignTurn.Closed).Select(c => c.Crowd.Item).ShouldBe([Target, Other]);
        watch.CrowdChanges.Last(c => c.Turn == CampaignTurn.Closed).Users.ShouldBe(Enumerable.Range(Genuine + Fakes, Further));
    }

    [Fact]
    public void CrowdKnownByAnother_ShouldStand_WhereThoseWhoShareItCameLongBefore()
    {
        // More users in between than the smallest window has.
        var shared = Shared();
        var between = Communities.Draw(60, 0, seed: 14).Profiles;
        var all = shared
            .SelectRows([.. Enumerable.Range(0, Genuine + Fakes)])
            .StackAbove(between)
            .StackAbove(shared.SelectRows([.. Enumerable.Range(Genuine + Fakes, Further)]));
        var watch = Watch(new CrowdOptions());

        foreach (var _ in Enumerable.Range(0, 2))
        {
            watch.Look(all);

            watch.Crowds.Single(c => c.Item == Other).Members.Keys.ShouldBe(Enumerable.Range(Genuine + Fakes + between.Rows, Further));
        }
    }

    // Fakes of one item, six of whom push another as well, and four who push the other alone.
    private static CsrMatrix Shared() =>
        Communities
            .Draw(Genuine, 0, seed: 8)
            .Profiles.StackAbove(Communities.Pushers(Fakes - Overlap, [Target], seed: 9))
            .StackAbove(Communities.Pushers(Overlap, [Target, Other], seed: 10))
            .StackAbove(Communities.Pushers(Further, [Other], seed: 11));

    private static CampaignPatrol Watch(CrowdOptions options)
    {
        var watch = new CampaignPatrol(new CampaignOptions(), new PatrolOptions(), options);
        watch.Look(Communities.Draw(Genuine, 0, seed: 8).Profiles);
        return watch;
    }

    private static CsrMatrix Clicking(int item, CsrMatrix profiles) =>
        CsrMatrix.FromEntries(
            profiles.Rows,
            profiles.Columns,
            [.. Enumerable.Range(0, profiles.Rows).SelectMany(u => profiles.ColumnsOf(u).ToArray().Union([item]).Order().Select(i => (u, i, 1f)))]
        );

    [Fact]
    public void Flags_ShouldBeAsManyAsUsers() =>
        Should.Throw<ArgumentException>(() => patrol.Look(users, growing: [true])).Message.ShouldContain("1 flags do not go with 1225 users");

    private IReadOnlyList<CampaignChange> Look(int count, int growing) =>
        patrol.Look(users.SelectRows([.. Enumerable.Range(0, count)]), growing: [.. Enumerable.Range(0, count).Select(u => u >= count - growing)]);

    private IEnumerable<int> Held() => Enumerable.Range(0, users.Rows).Where(u => patrol.HolderOf(u) >= 0);
}
