using LowRankDefense.EmbeddedBroker.Configuration;
using LowRankDefense.EmbeddedBroker.Log;
using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Tests.Log;

public sealed class TopicRegistryTests
{
    private static readonly Dictionary<string, string> NoConfigs = [];
    private readonly TopicRegistry topics = new(new BrokerOptions { DefaultPartitions = 3, MaximumBatchBytes = 1_000 });

    [Fact]
    public void Topic_ShouldHaveThePartitionsAskedFor_AndTheDefaultOtherwise()
    {
        topics.TryCreate("five", 5, NoConfigs).ShouldBeTrue();
        topics.TryCreate("default", -1, NoConfigs).ShouldBeTrue();

        topics.Find("five")!.Partitions.Length.ShouldBe(5);
        topics.Find("default")!.Partitions.Length.ShouldBe(3);
        topics.GetOrCreate("auto").Partitions.Length.ShouldBe(3);
        topics.GetOrCreate("five").Partitions.Length.ShouldBe(5);
    }

    [Fact]
    public void Topic_ShouldNotBeCreatedTwice_NorDeletedTwice()
    {
        topics.TryCreate("t", 1, NoConfigs).ShouldBeTrue();
        topics.TryCreate("t", 1, NoConfigs).ShouldBeFalse();
        topics.TryDelete("t").ShouldBeTrue();
        topics.TryDelete("t").ShouldBeFalse();
        topics.Names.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("t", 1, true)]
    [InlineData("t", 2, false)]
    [InlineData("t", -1, false)]
    [InlineData("other", 0, false)]
    public void Partition_ShouldBeFound_OnlyWhereItIs(string name, int partition, bool found)
    {
        topics.TryCreate("t", 2, NoConfigs);

        (topics.Find(name, partition) is not null).ShouldBe(found);
    }

    [Fact]
    public void LargestBatch_ShouldBeTheTopics_WhereItSaysSo()
    {
        topics.TryCreate("small", 1, new Dictionary<string, string>(StringComparer.Ordinal) { ["max.message.bytes"] = "100" });
        topics.TryCreate("usual", 1, NoConfigs);

        topics.Find("small", 0)!.Append(TestBatch.Create(payload: 100), out _).ShouldBe(ErrorCode.MessageTooLarge);
        topics.Find("usual", 0)!.Append(TestBatch.Create(payload: 100), out _).ShouldBe(ErrorCode.None);
    }

    [Fact]
    public void NextWrite_ShouldComplete_AtTheNextWriteOnly()
    {
        var topic = topics.GetOrCreate("t");
        var before = topic.NextWrite;

        topic.SignalWrite();

        before.IsCompletedSuccessfully.ShouldBeTrue();
        topic.NextWrite.IsCompleted.ShouldBeFalse();
    }
}
