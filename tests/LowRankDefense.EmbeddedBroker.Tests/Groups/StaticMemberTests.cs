using LowRankDefense.EmbeddedBroker.Groups;
using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Tests.Groups;

/// <summary>KIP-345: a member that keeps its <c>group.instance.id</c> over a restart.</summary>
public sealed class StaticMemberTests
{
    private readonly GroupScenario scenario = new();

    private ConsumerGroup Group => scenario.Group;

    [Fact]
    public async Task Member_ShouldComeBackToItsAssignment_WithoutARebalance()
    {
        var members = await scenario.Stable(2, isStatic: true);
        var follower = members[1];

        var back = await scenario.Join(instance: InstanceOf(follower));

        (back.Error, back.Generation, back.Leader).ShouldBe((ErrorCode.None, follower.Generation, members[0].MemberId));
        back.MemberId.ShouldNotBe(follower.MemberId);
        (await scenario.Sync(back)).Assignment.ShouldBe([1]);
        Group.Heartbeat(members[0].Generation, members[0].MemberId, InstanceOf(members[0])).ShouldBe(ErrorCode.None);
    }

    [Fact]
    public async Task Leader_ShouldNotAssignAnew_WhenItComesBack()
    {
        var members = await scenario.Stable(2, isStatic: true);

        var back = await scenario.Join(instance: InstanceOf(members[0]));

        back.Members.ShouldBeEmpty();
        back.Leader.ShouldNotBe(back.MemberId);
        (await scenario.Sync(back)).Assignment.ShouldBe([0]);
    }

    [Fact]
    public async Task OldSelf_ShouldBeFenced_WhenTheMemberCameBack()
    {
        var member = (await scenario.Stable(1, isStatic: true)).Single();
        await scenario.Join(instance: "i-0");

        Group.Heartbeat(member.Generation, member.MemberId, "i-0").ShouldBe(ErrorCode.FencedInstanceId);
        Group.Check(member.Generation, member.MemberId, "i-0").ShouldBe(ErrorCode.FencedInstanceId);
        (await scenario.Join(member.MemberId, "i-0")).Error.ShouldBe(ErrorCode.FencedInstanceId);
    }

    [Fact]
    public async Task Group_ShouldBeSharedOutAnew_WhenTheSubscriptionChanged()
    {
        var member = (await scenario.Stable(1, isStatic: true)).Single();

        var back = await scenario.Join(instance: "i-0", protocols: ["sticky"]);

        back.Generation.ShouldBe(member.Generation + 1);
        back.Protocol.ShouldBe("sticky");
        back.Members.ShouldHaveSingleItem().InstanceId.ShouldBe("i-0");
    }

    [Fact]
    public async Task WaitingOldSelf_ShouldBeFenced_WhenTheMemberJoinsTwice()
    {
        var first = scenario.Join(instance: "i-0");
        var second = scenario.Join(instance: "i-0");
        scenario.Pass(GroupScenario.InitialDelay);

        (await first).Error.ShouldBe(ErrorCode.FencedInstanceId);
        (await second).Members.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Instance_ShouldBeFree_WhenItsMemberWasRemoved()
    {
        var member = (await scenario.Stable(1, isStatic: true)).Single();
        Group.Leave(member.MemberId);

        var newcomer = scenario.Join(instance: "i-0");
        scenario.Pass(GroupScenario.InitialDelay);

        (await newcomer).Error.ShouldBe(ErrorCode.None);
    }

    private static string InstanceOf(JoinResult member) => member.MemberId[..member.MemberId.LastIndexOf('-')];
}
