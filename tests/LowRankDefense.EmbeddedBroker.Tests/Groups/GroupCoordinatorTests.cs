using LowRankDefense.EmbeddedBroker.Configuration;
using LowRankDefense.EmbeddedBroker.Groups;
using LowRankDefense.EmbeddedBroker.Protocol;
using Microsoft.Extensions.Time.Testing;

namespace LowRankDefense.EmbeddedBroker.Tests.Groups;

public sealed class GroupCoordinatorTests
{
    private readonly FakeTimeProvider time = new();
    private readonly GroupCoordinator groups;

    public GroupCoordinatorTests() => groups = new GroupCoordinator(new BrokerOptions { InitialRebalanceDelay = TimeSpan.Zero }, time);

    [Fact]
    public void Outsider_ShouldCommit_WhileTheGroupIsEmpty() => Commit("g", -1, "").ShouldBe(ErrorCode.None);

    [Fact]
    public async Task Committer_ShouldBeAMember_WhereThereAreMembers()
    {
        var member = await Join("g");

        Commit("g", member.Generation, member.MemberId).ShouldBe(ErrorCode.None);
        Commit("g", member.Generation - 1, member.MemberId).ShouldBe(ErrorCode.IllegalGeneration);
        Commit("g", member.Generation, "someone").ShouldBe(ErrorCode.UnknownMemberId);
        Commit("g", -1, "someone").ShouldBe(ErrorCode.UnknownMemberId);
        Commit("g", -1, "").ShouldBe(ErrorCode.UnknownMemberId);
        Commit("g", -1, "", inTransaction: true).ShouldBe(ErrorCode.None, "an old producer names no member");
        Commit("other", -1, "").ShouldBe(ErrorCode.None, "groups have nothing to do with each other");
    }

    [Fact]
    public async Task Commit_ShouldBeTaken_DuringARebalance()
    {
        var member = await Join("g");
        _ = Join("g");

        Commit("g", member.Generation, member.MemberId).ShouldBe(ErrorCode.None, "a cooperative member commits what it gives up");
    }

    [Fact]
    public async Task Groups_ShouldBeListed_AndTickedAll()
    {
        var (first, second) = (await Join("a"), await Join("b"));
        groups.List().ShouldBe([("a", "consumer"), ("b", "consumer")]);

        time.Advance(TimeSpan.FromSeconds(11));
        groups.Tick();

        groups.Heartbeat("a", first.Generation, first.MemberId, null).ShouldBe(ErrorCode.UnknownMemberId);
        groups.Heartbeat("b", second.Generation, second.MemberId, null).ShouldBe(ErrorCode.UnknownMemberId);
    }

    private ErrorCode Commit(string group, int generation, string member, bool inTransaction = false) =>
        groups.CheckCommit(group, generation, member, null, inTransaction);

    private Task<JoinResult> Join(string group) =>
        groups.Join(group, new JoinRequest("c", "", null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10), "consumer", [("range", [])]));
}
