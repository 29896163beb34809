using LowRankDefense.EmbeddedBroker.Offsets;

namespace LowRankDefense.EmbeddedBroker.Tests.Offsets;

public sealed class OffsetStoreTests
{
    private readonly OffsetStore offsets = new();

    [Fact]
    public void LastCommit_ShouldCount_PerGroupAndPartition()
    {
        Commit("g", ("t", 0), 3);
        Commit("g", ("t", 1), 4);
        Commit("h", ("t", 0), 5);
        Commit("g", ("t", 0), 2);

        Read("g", ("t", 0)).ShouldBe(2, "a position may be set back");
        Read("g", ("t", 1)).ShouldBe(4);
        Read("h", ("t", 0)).ShouldBe(5);
        Read("h", ("t", 1)).ShouldBeNull();
        Read("i", ("t", 0)).ShouldBeNull();
    }

    [Fact]
    public void Partitions_ShouldBeListedByTopic()
    {
        Commit("g", ("t", 0), 1);
        Commit("g", ("u", 2), 1);
        Commit("g", ("t", 1), 1);

        offsets.PartitionsOf("g").Select(t => (t.Topic, string.Join(',', t.Partitions))).ShouldBe([("t", "0,1"), ("u", "2")], ignoreOrder: true);
        offsets.PartitionsOf("h").ShouldBeEmpty();
    }

    private void Commit(string group, (string Topic, int Partition) partition, long offset) =>
        offsets.Commit(group, [KeyValuePair.Create(partition, new CommittedOffset(offset, ""))]);

    private long? Read(string group, (string Topic, int Partition) partition) =>
        offsets.TryGet(group, partition.Topic, partition.Partition, out var committed) ? committed.Offset : null;
}
