using Confluent.Kafka;
using Confluent.Kafka.Admin;
using LowRankDefense.TestKit.Brokers;

namespace LowRankDefense.EmbeddedBroker.Tests.Conformance;

/// <summary>What administration clients rely on.</summary>
public abstract class AdminConformance(BrokerFixture broker) : BrokerConformance(broker)
{
    [SkippableFact]
    public async Task Topic_ShouldBeRefused_WhenItExists_AndAcceptACompactionPolicy()
    {
        await CreateTopic(1, new Dictionary<string, string>(StringComparer.Ordinal) { ["cleanup.policy"] = "compact" });

        var error = await Should.ThrowAsync<CreateTopicsException>(() => CreateTopic(1));

        error.Results.Single().Error.Code.ShouldBe(ErrorCode.TopicAlreadyExists);
    }

    [SkippableFact]
    public async Task Topic_ShouldBeGone_WhenItWasDeleted()
    {
        await CreateTopic(3);
        using var admin = Admin();
        admin.GetMetadata(Patience).Topics.Single(t => t.Topic == Topic).Partitions.Count.ShouldBe(3);

        await admin.DeleteTopicsAsync([Topic]);

        var error = await Should.ThrowAsync<DeleteTopicsException>(() => admin.DeleteTopicsAsync([Topic]));
        error.Results.Single().Error.Code.ShouldBe(ErrorCode.UnknownTopicOrPart);
        admin.GetMetadata(Patience).Topics.ShouldNotContain(t => t.Topic == Topic);
    }

    [SkippableFact]
    public async Task Topic_ShouldOnlyBeChecked_WhenTheClientAsksForThat()
    {
        await CreateTopic(1);
        using var admin = Admin();
        var only = new CreateTopicsOptions { ValidateOnly = true };
        var other = new TopicSpecification
        {
            Name = $"{Topic}-other",
            NumPartitions = 1,
            ReplicationFactor = 1,
        };

        await admin.CreateTopicsAsync([other], only);

        admin.GetMetadata(Patience).Topics.ShouldNotContain(t => t.Topic == other.Name);
        other.Name = Topic;
        var error = await Should.ThrowAsync<CreateTopicsException>(() => admin.CreateTopicsAsync([other], only));
        error.Results.Single().Error.Code.ShouldBe(ErrorCode.TopicAlreadyExists);
    }
}
