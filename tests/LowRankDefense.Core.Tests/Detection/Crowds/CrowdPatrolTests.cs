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
        const int overlap = 6;
        const int further = 4;
        var shared = Communities
            .Draw(Genuine, 0, seed: 8)
            .Profiles.StackAbove(Communities.Pushers(Fakes - overlap, [Target], seed: 9))
            .StackAbove(Communities.Pushers(overlap, [Target, Target + 60], seed: 10))
            .StackAbove(Communities.Pushers(further, [Target + 60], seed: 11));
        var watch = new CampaignPatrol(
            new CampaignOptions(),
            new PatrolOptions(),
            new CrowdOptions { SharedRatio = pools ? new CrowdOptions().SharedRatio : 1_000 }
        );
        watch.Look(shared.SelectRows([.. Enumerable.Range(0, Genuine)]));

        // Twice: what was found is to stand.
        foreach (var _ in Enumerable.Range(0, 2))
        {
            watch.Look(shared);

            var held = Enumerable.Range(0, shared.Rows).Where(u => watch.HolderOf(u) >= 0).ToArray();
            held.ShouldBe(Enumerable.Range(Genuine, Fakes + (pools ? further : 0)));
            watch.Crowds.Select(c => c.Item).ShouldBe(pools ? [Target, Target + 60] : [Target]);
        }

        if (pools)
            watch.Crowds[1].Members.Keys.ShouldBe(Enumerable.Range(Genuine + Fakes, further), "who is in a crowd already stays there");
    }

    [Fact]
    public void Flags_ShouldBeAsManyAsUsers() =>
        Should.Throw<ArgumentException>(() => patrol.Look(users, growing: [true])).Message.ShouldContain("1 flags do not go with 1225 users");

    private IReadOnlyList<CampaignChange> Look(int count, int growing) =>
        patrol.Look(users.SelectRows([.. Enumerable.Range(0, count)]), growing: [.. Enumerable.Range(0, count).Select(u => u >= count - growing)]);

    private IEnumerable<int> Held() => Enumerable.Range(0, users.Rows).Where(u => patrol.HolderOf(u) >= 0);
}
