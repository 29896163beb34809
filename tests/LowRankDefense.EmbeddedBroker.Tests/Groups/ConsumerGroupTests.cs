using LowRankDefense.EmbeddedBroker.Groups;
using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Tests.Groups;

public sealed class ConsumerGroupTests
{
    private readonly GroupScenario scenario = new();

    private ConsumerGroup Group => scenario.Group;

    [Fact]
    public async Task FirstMembers_ShouldWaitForEachOther_AndShareOneGeneration()
    {
        var (first, second) = (scenario.Join(), scenario.Join());
        scenario.Pass(GroupScenario.InitialDelay - TimeSpan.FromTicks(1));
        first.IsCompleted.ShouldBeFalse();
        scenario.Pass(TimeSpan.FromTicks(1));

        var both = await Task.WhenAll(first, second);

        both.Select(m => (m.Error, m.Generation, m.Leader)).Distinct().ShouldHaveSingleItem().Error.ShouldBe(ErrorCode.None);
        both.Single(m => m.MemberId == m.Leader).Members.Select(m => m.Id).ShouldBe(both.Select(m => m.MemberId), ignoreOrder: true);
        both.Single(m => m.MemberId != m.Leader).Members.ShouldBeEmpty("only the leader assigns");
        Group.Phase.ShouldBe(GroupPhase.Syncing);
    }

    [Fact]
    public async Task Protocol_ShouldBeOneThatAllSpeak()
    {
        var (first, second) = (scenario.Join(protocols: ["range", "sticky"]), scenario.Join(protocols: ["sticky", "other"]));
        scenario.Pass(GroupScenario.InitialDelay);

        (await first).Protocol.ShouldBe("sticky");
        (await second).Protocol.ShouldBe("sticky");
    }

    [Fact]
    public async Task Stranger_ShouldBeRefused_AndTheGroupGoesOn()
    {
        var member = (await scenario.Stable(1)).Single();

        (await scenario.Join(protocols: ["sticky"])).Error.ShouldBe(ErrorCode.InconsistentGroupProtocol);
        (await scenario.Join(type: "connect")).Error.ShouldBe(ErrorCode.InconsistentGroupProtocol);

        Group.Heartbeat(member.Generation, member.MemberId, null).ShouldBe(ErrorCode.None);
    }

    [Fact]
    public async Task Follower_ShouldWaitForTheLeadersAssignment()
    {
        var joins = new[] { scenario.Join(), scenario.Join(), scenario.Join() };
        scenario.Pass(GroupScenario.InitialDelay);
        var members = (await Task.WhenAll(joins)).OrderBy(m => m.MemberId == m.Leader).ToList();

        var (first, second) = (scenario.Sync(members[0]), scenario.Sync(members[1]));
        first.IsCompleted.ShouldBeFalse();
        var leader = await scenario.Sync(members[2], (members[0].MemberId, 10), (members[2].MemberId, 12));

        leader.Assignment.ShouldBe([12]);
        (await first).Assignment.ShouldBe([10]);
        (await second).ShouldSatisfyAllConditions(s => s.Error.ShouldBe(ErrorCode.None), s => s.Assignment.ShouldBeEmpty());
        (await scenario.Sync(members[0])).Assignment.ShouldBe([10], "an assignment can be asked for again");
    }

    [Fact]
    public async Task Heartbeat_ShouldTellMembersFromOthers()
    {
        var member = (await scenario.Stable(1)).Single();

        Group.Heartbeat(member.Generation, member.MemberId, null).ShouldBe(ErrorCode.None);
        Group.Heartbeat(member.Generation - 1, member.MemberId, null).ShouldBe(ErrorCode.IllegalGeneration);
        Group.Heartbeat(member.Generation, "someone", null).ShouldBe(ErrorCode.UnknownMemberId);
        (await scenario.Join("someone")).Error.ShouldBe(ErrorCode.UnknownMemberId);
    }

    [Fact]
    public async Task Newcomer_ShouldStartARebalance_ThatEndsWhenAllHaveJoined()
    {
        var member = (await scenario.Stable(1)).Single();
        var newcomer = scenario.Join();

        Group.Heartbeat(member.Generation, member.MemberId, null).ShouldBe(ErrorCode.RebalanceInProgress);
        newcomer.IsCompleted.ShouldBeFalse();
        var again = await scenario.Join(member.MemberId);

        again.Generation.ShouldBe(member.Generation + 1);
        again.Leader.ShouldBe(member.MemberId, "the leader stays while it is there");
        (await newcomer).Generation.ShouldBe(again.Generation);
    }

    [Fact]
    public async Task Member_ShouldBeLeftBehind_WhenItDoesNotJoinAgainInTime()
    {
        var member = (await scenario.Stable(1)).Single();
        var newcomer = scenario.Join();

        for (var beat = 0; beat < 12; beat++)
        {
            newcomer.IsCompleted.ShouldBeFalse();
            Group.Heartbeat(member.Generation, member.MemberId, null);
            scenario.Pass(GroupScenario.Rebalance / 12);
        }

        (await newcomer).Members.ShouldHaveSingleItem();
        Group.Heartbeat(member.Generation, member.MemberId, null).ShouldBe(ErrorCode.UnknownMemberId);
    }

    [Fact]
    public async Task SilentMember_ShouldBeRemoved_AndALivelyOneStays()
    {
        var members = await scenario.Stable(2);
        scenario.Pass(GroupScenario.Session);
        Group.Heartbeat(members[0].Generation, members[0].MemberId, null).ShouldBe(ErrorCode.None);
        scenario.Pass(TimeSpan.FromTicks(1));

        Group.Heartbeat(members[1].Generation, members[1].MemberId, null).ShouldBe(ErrorCode.UnknownMemberId);
        Group.Heartbeat(members[0].Generation, members[0].MemberId, null).ShouldBe(ErrorCode.RebalanceInProgress);
    }

    [Fact]
    public async Task Followers_ShouldJoinAgain_WhenTheLeaderDiesBeforeItAssigns()
    {
        var joins = new[] { scenario.Join(), scenario.Join() };
        scenario.Pass(GroupScenario.InitialDelay);
        var members = (await Task.WhenAll(joins)).OrderBy(m => m.MemberId == m.Leader).ToList();
        var syncing = scenario.Sync(members[0]);
        scenario.Pass(GroupScenario.Session);
        Group.Heartbeat(members[0].Generation, members[0].MemberId, null);
        scenario.Pass(TimeSpan.FromTicks(1));

        (await syncing).Error.ShouldBe(ErrorCode.RebalanceInProgress);
        (await scenario.Join(members[0].MemberId)).Leader.ShouldBe(members[0].MemberId);
    }

    [Fact]
    public async Task Group_ShouldBeEmpty_WhenTheLastMemberLeft()
    {
        var members = await scenario.Stable(2);

        Group.Leave(members[1].MemberId).ShouldBe(ErrorCode.None);
        Group.Leave(members[1].MemberId).ShouldBe(ErrorCode.UnknownMemberId);
        Group.Phase.ShouldBe(GroupPhase.Joining);
        Group.Leave(members[0].MemberId).ShouldBe(ErrorCode.None);

        (Group.Phase, Group.IsEmpty).ShouldBe((GroupPhase.Empty, true));
        Group.Generation.ShouldBeGreaterThan(members[0].Generation);
    }

    [Fact]
    public async Task WaitingMember_ShouldBeTold_WhenItJoinsASecondTime()
    {
        var member = (await scenario.Stable(2))[0];
        var first = scenario.Join(member.MemberId);
        var second = scenario.Join(member.MemberId);

        (await first).Error.ShouldBe(ErrorCode.UnknownMemberId);
        second.IsCompleted.ShouldBeFalse("the other member is still missing");
    }
}
