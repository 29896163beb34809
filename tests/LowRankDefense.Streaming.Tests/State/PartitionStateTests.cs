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
        (state.CycleStart, state.CycleEnd, state.ChangelogEnd).ShouldBe((PartitionState.None, PartitionState.None, PartitionState.None));

        state.Consumed(17);
        state.Consumed(18);
        state.Consumed(25);
        state.ChangelogEnd = 9;

        (state.CycleStart, state.CycleEnd, state.ChangelogEnd).ShouldBe((17, 26, 9));
    }

    [Fact]
    public void NextCycle_ShouldHaveNoEvents()
    {
        using var state = New();
        state.Consumed(17);
        state.ChangelogEnd = 9;

        state.EndCycle();

        (state.CycleStart, state.CycleEnd, state.ChangelogEnd).ShouldBe((PartitionState.None, PartitionState.None, PartitionState.None));
    }

    [Fact]
    public void Store_ShouldBeClosedWithThePartition()
    {
        New().Dispose();

        backend.Received(1).Dispose();
    }

    private PartitionState New() => new(2, new ProfileStore(backend, new ProfileOptions(), 100));
}
