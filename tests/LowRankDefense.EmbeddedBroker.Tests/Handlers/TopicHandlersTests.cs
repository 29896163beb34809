using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Tests.Handlers;

public sealed class TopicHandlersTests
{
    private readonly Node node = new();

    [Theory]
    [InlineData(3, ErrorCode.None)]
    [InlineData(-1, ErrorCode.None)]
    [InlineData(0, ErrorCode.InvalidPartitions)]
    [InlineData(-2, ErrorCode.InvalidPartitions)]
    [InlineData(10_001, ErrorCode.InvalidPartitions)]
    public async Task PartitionCount_ShouldBeSensible_OrLeftToTheBroker(int partitions, ErrorCode expected)
    {
        var answer = await node.Ask(
            ApiKey.CreateTopics,
            0,
            body => body.Int32(1).String("t").Int32(partitions).Int16(1).Int32(0).Int32(0).Int32(1_000)
        );

        answer.ShouldBe([0, 0, 0, 1, 0, 1, (byte)'t', 0, (byte)expected]);
        (node.Cluster.Topics.Find("t") is not null).ShouldBe(expected == ErrorCode.None);
    }

    [Fact]
    public async Task ReplicasAndConfigurations_ShouldBeUnderstood()
    {
        await node.Ask(
            ApiKey.CreateTopics,
            0,
            body =>
            {
                body.Int32(2).String("t").Int32(1).Int16(1).Int32(1).Int32(0).Int32(1).Int32(1).Int32(1).String("max.message.bytes").String("70");
                body.String("u").Int32(2).Int16(1).Int32(0).Int32(0).Int32(1_000);
            }
        );

        node.Cluster.Topics.Find("t", 0)!.Append(TestBatch.Create(), out _).ShouldBe(ErrorCode.MessageTooLarge);
        node.Cluster.Topics.Find("u")!.Partitions.Length.ShouldBe(2);
    }
}
