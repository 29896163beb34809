using Confluent.Kafka;
using LowRankDefense.TestKit.Brokers;

namespace LowRankDefense.EmbeddedBroker.Tests.Conformance;

/// <summary>What members of consumer groups rely on.</summary>
public abstract class GroupConformance(BrokerFixture broker) : BrokerConformance(broker)
{
    [SkippableTheory]
    [InlineData(PartitionAssignmentStrategy.Range)]
    [InlineData(PartitionAssignmentStrategy.CooperativeSticky)]
    public async Task Group_ShouldShareThePartitions_AndTakeThemBack(PartitionAssignmentStrategy strategy)
    {
        await CreateTopic(4);
        using var first = GroupConsumer($"g-{Topic}", strategy);
        first.Subscribe(Topic);
        PollUntil([first], () => first.Assignment.Count == 4);
        using (var second = GroupConsumer($"g-{Topic}", strategy))
        {
            second.Subscribe(Topic);
            PollUntil([first, second], () => first.Assignment.Count == 2 && second.Assignment.Count == 2);
            second.Close();
        }

        PollUntil([first], () => first.Assignment.Count == 4);
        first.Close();
    }

    [SkippableFact]
    public async Task StaticMember_ShouldComeBackToItsPartitions()
    {
        await CreateTopic(3);
        for (var start = 0; start < 2; start++)
        {
            using var consumer = GroupConsumer($"g-{Topic}", PartitionAssignmentStrategy.CooperativeSticky, instance: "static-1");
            consumer.Subscribe(Topic);
            PollUntil([consumer], () => consumer.Assignment.Count == 3);
        }
    }

    [SkippableFact]
    public async Task Joiner_ShouldBeRefusedAlone_WhenItSharesNoStrategyWithTheGroup()
    {
        await CreateTopic(2);
        using var member = GroupConsumer($"g-{Topic}", PartitionAssignmentStrategy.Range);
        member.Subscribe(Topic);
        PollUntil([member], () => member.Assignment.Count == 2);
        using var stranger = GroupConsumer($"g-{Topic}", PartitionAssignmentStrategy.CooperativeSticky);
        stranger.Subscribe(Topic);

        Error? refusal = null;
        PollUntil(
            [member],
            () =>
            {
                refusal ??= ErrorOf(() => stranger.Consume(50));
                return refusal is not null;
            }
        );

        refusal!.Code.ShouldBe(ErrorCode.InconsistentGroupProtocol);
        member.Commit([new TopicPartitionOffset(Topic, 0, 0)]);
        member.Assignment.Count.ShouldBe(2);
    }

    [SkippableFact]
    public async Task Offsets_ShouldBeReadBack_WhenAMemberCommittedThem()
    {
        await CreateTopic(2);
        using var member = GroupConsumer($"g-{Topic}");
        member.Subscribe(Topic);
        PollUntil([member], () => member.Assignment.Count == 2);

        member.Commit([new TopicPartitionOffset(Topic, 1, 5)]);

        var both = member.Committed([new TopicPartition(Topic, 0), new TopicPartition(Topic, 1)], Patience);
        both.Select(p => p.Offset).ShouldBe([Offset.Unset, new Offset(5)]);
    }

    [SkippableFact]
    public async Task Outsider_ShouldCommitForAGroup_OnlyWhileItIsEmpty()
    {
        await CreateTopic(1);
        var partition = new TopicPartition(Topic, 0);
        using var outsider = GroupConsumer($"g-{Topic}");
        outsider.Assign(partition);
        outsider.Commit([new TopicPartitionOffset(partition, 3)]);
        using var member = GroupConsumer($"g-{Topic}");
        member.Subscribe(Topic);
        PollUntil([member], () => member.Assignment.Count == 1);

        var refusal = ErrorOf(() => outsider.Commit([new TopicPartitionOffset(partition, 9)]));

        refusal!.Code.ShouldBe(ErrorCode.UnknownMemberId);
        member.Committed([partition], Patience).Single().Offset.Value.ShouldBe(3);
    }
}
