using LowRankDefense.Core.Profiles;
using LowRankDefense.Streaming.Pipeline;
using LowRankDefense.Streaming.State;
using LowRankDefense.Streaming.Telemetry;
using NSubstitute;

namespace LowRankDefense.Streaming.Tests.Pipeline;

public sealed class OwnedPartitionsTests : IDisposable
{
    private readonly WorkerMetrics metrics = new();
    private readonly OwnedPartitions partitions;

    public OwnedPartitionsTests() => partitions = new OwnedPartitions(metrics);

    public void Dispose() => partitions.Dispose();

    [Fact]
    public void Partition_ShouldBeFoundByItsNumber_UntilItIsClosed()
    {
        var store = Add(3);
        Add(5);

        partitions[3].Partition.ShouldBe(3);
        metrics.Partitions.Value.ShouldBe(2);

        partitions.Close(3).ShouldBeTrue();
        partitions.Close(3).ShouldBeFalse();

        store.Received(1).Dispose();
        partitions.All.Select(p => p.Partition).ShouldBe([5]);
        metrics.Partitions.Value.ShouldBe(1);
    }

    [Fact]
    public void AllStores_ShouldBeClosedWithTheLoop()
    {
        IKeyValueStore[] stores = [Add(0), Add(1)];

        partitions.Dispose();

        foreach (var store in stores)
            store.Received(1).Dispose();
        partitions.All.ShouldBeEmpty();
        metrics.Partitions.Value.ShouldBe(0);
    }

    private IKeyValueStore Add(int number)
    {
        var backend = Substitute.For<IKeyValueStore>();
        partitions.Add(new PartitionState(number, new ProfileStore(backend, new ProfileOptions(), 100)));
        return backend;
    }
}
