using LowRankDefense.Core.Profiles;
using LowRankDefense.Streaming.State;
using NSubstitute;

namespace LowRankDefense.Streaming.Tests.State;

public sealed class PartitionStateTests
{
    private readonly IKeyValueStore backend = Substitute.For<IKeyValueStore>();

    [Fact]
    public void Cycle_ShouldReachFromItsFirstEventToBehindItsLast()
    {
        using var state = New();
        state.FirstUncommitted.ShouldBe(PartitionState.None);

        state.Consumed(17);
        state.Consumed(18);
        state.Consumed(25);

        state.FirstUncommitted.ShouldBe(17);
        state.Seal().ShouldBe(26);
    }

    [Fact]
    public void CycleWithoutEvents_ShouldHaveNoEnd()
    {
        using var state = New();
        state.Consumed(17);
        state.Seal();
        state.Commit();

        state.Seal().ShouldBe(PartitionState.None);
        state.FirstUncommitted.ShouldBe(PartitionState.None);
    }

    [Fact]
    public void EventsOfTheNextCycle_ShouldStayUncommitted_WhenTheSealedOneIsCommitted()
    {
        using var state = New();
        state.Consumed(17);
        state.Seal();
        state.Consumed(18);
        state.FirstUncommitted.ShouldBe(17, "neither is committed");

        state.Commit();

        state.FirstUncommitted.ShouldBe(18);
        state.Seal().ShouldBe(19);
    }

    [Fact]
    public void Rollback_ShouldForgetBothCycles_AndSweepAgain()
    {
        using var state = New();
        state.Sweep.Finish();
        state.Consumed(17);
        state.Seal();
        state.Consumed(18);

        state.Rollback();

        state.FirstUncommitted.ShouldBe(PartitionState.None);
        state.Seal().ShouldBe(PartitionState.None);
        state.Sweep.Done.ShouldBeFalse();
    }

    [Fact]
    public void ProfilesAndReviews_ShouldBeTakenBackWithTheCycle()
    {
        using var state = New();
        state.Reviews.Schedule("u", 10);
        Review(state);

        state.Rollback();

        state.Store.ChangedCount.ShouldBe(0);
        state.Reviews.HasDue(10).ShouldBeTrue();
    }

    [Fact]
    public void ProfilesAndReviews_ShouldBeSealedAndCommittedWithTheCycle()
    {
        using var state = New();
        state.Reviews.Schedule("u", 10);
        Review(state);
        state.Seal();
        state.Store.Seal().Single().Key.User.ShouldBe("u");
        var live = state.Store.Find("u");

        state.Commit();
        state.Rollback();

        state.Reviews.HasDue(10).ShouldBeFalse();
        state.Store.Find("u").ShouldBeSameAs(live);
    }

    [Fact]
    public void EndOfTheChangelog_ShouldBeUnknown_ForACycleThatIsSealedAnew()
    {
        using var state = New();
        state.ChangelogEnd = 9;

        state.Seal();

        state.ChangelogEnd.ShouldBe(PartitionState.None);
    }

    [Fact]
    public void Store_ShouldBeClosedWithThePartition()
    {
        New().Dispose();

        backend.Received(1).Dispose();
    }

    private static void Review(PartitionState state)
    {
        state.Reviews.TryTake(10, out var user).ShouldBeTrue();
        state.Store.MarkChanged(state.Store.GetOrCreate(user));
    }

    private PartitionState New() => new(2, new ProfileStore(backend, new ProfileOptions(), 100));
}
