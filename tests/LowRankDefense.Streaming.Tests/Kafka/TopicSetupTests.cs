using Confluent.Kafka.Admin;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Profiles.Log;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Tests.Harness;
using LowRankDefense.TestKit.Brokers;
using Microsoft.Extensions.Logging.Abstractions;

namespace LowRankDefense.Streaming.Tests.Kafka;

public sealed class TopicSetupTests : IAsyncLifetime
{
    private readonly EmbeddedBrokerFixture broker = new();
    private readonly CollectedLog log = new();
    private KafkaClients clients = null!;

    public async Task InitializeAsync()
    {
        await broker.InitializeAsync();
        clients = new KafkaClients(new KafkaOptions { BootstrapServers = broker.BootstrapServers }, NullLoggerFactory.Instance);
    }

    public Task DisposeAsync() => broker.DisposeAsync();

    [Fact]
    public async Task Topics_ShouldAllBeCreated_AndSaidSoOnce()
    {
        var setup = Setup(new TopicOptions { Partitions = 3 });
        setup.Ready.IsCompleted.ShouldBeFalse();

        (await setup.EnsureAsync()).ShouldBe(3);

        (await setup.Ready).ShouldBe(3);
        Counts()
            .ShouldBe(
                new Dictionary<string, int>(StringComparer.Ordinal)
                {
                    ["interactions"] = 3,
                    ["interactions.rejected"] = 3,
                    ["interactions.sanitized"] = 3,
                    ["interactions.quarantined"] = 3,
                    ["verdicts"] = 3,
                    ["profiles.changelog"] = 3,
                    ["recommendations"] = 3,
                    ["reconstructions"] = 3,
                    ["alerts"] = 1,
                    ["models"] = 1,
                    ["refresh-control"] = 1,
                },
                ignoreOrder: true
            );
        (await setup.EnsureAsync()).ShouldBe(3);
        log.Lines.Count(l => l.Contains("Created topics")).ShouldBe(1);
    }

    [Fact]
    public void Topics_ShouldBeCompacted_WhereTheNewestOfAKeyIsAllThatCounts()
    {
        var specifications = Setup(new TopicOptions { Replicas = 2 }).Specifications(4).ToList();

        specifications
            .Where(s => s.Configs.GetValueOrDefault("cleanup.policy") == "compact")
            .Select(s => s.Name)
            .ShouldBe(["verdicts", "profiles.changelog", "recommendations", "reconstructions", "models"], ignoreOrder: true);
        specifications.ShouldAllBe(s => s.ReplicationFactor == 2);
    }

    [Fact]
    public void Changelog_ShouldTakeTheLargestProfileThereCanBe()
    {
        var options = new ProfileOptions { Capacity = 16_384, DuplicateWindow = 65_536 };
        var largest = new UserProfile("u", options);
        for (var e = 0; e < options.Capacity; e++)
        {
            var id = e.ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(1_024, 'x');
            largest.Append(new ProfileEvent(id, id, 1f, e), []);
        }

        var limit = Setup(new TopicOptions()).Specifications(4).Single(s => s.Name == "profiles.changelog").Configs["max.message.bytes"];

        new ProfileLog().Next(largest).Value.Length.ShouldBeLessThan(int.Parse(limit, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task ExistingTopics_ShouldStayAsTheyAre_AndSetTheNumberOfPartitions()
    {
        await Create("interactions", 2);
        await Create("recommendations", 5);

        (await Setup(new TopicOptions { Partitions = 8 }).EnsureAsync()).ShouldBe(2);

        var counts = Counts();
        (counts["interactions"], counts["recommendations"], counts["verdicts"]).ShouldBe((2, 5, 2));
    }

    [Fact]
    public async Task UnequalPartitions_ShouldBeRefused_WithTopicAndRemedy()
    {
        await Create("interactions", 2);
        await Create("verdicts", 3);
        var setup = Setup(new TopicOptions());

        var refused = await Should.ThrowAsync<InvalidOperationException>(setup.EnsureAsync);

        refused.Message.ShouldContain("'verdicts' has 3 partitions");
        refused.Message.ShouldContain("Recreate 'verdicts' with 2 partitions");
        setup.Ready.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task SeveralElections_ShouldBeRefused()
    {
        await Create("refresh-control", 4);

        var refused = await Should.ThrowAsync<InvalidOperationException>(Setup(new TopicOptions()).EnsureAsync);

        refused.Message.ShouldContain("'refresh-control' has 4 partitions");
        refused.Message.ShouldContain("with 1");
    }

    private TopicSetup Setup(TopicOptions topics) => new(clients, topics, log.For<TopicSetup>());

    private async Task Create(string name, int partitions)
    {
        using var admin = clients.Admin();
        await admin.CreateTopicsAsync([
            new TopicSpecification
            {
                Name = name,
                NumPartitions = partitions,
                ReplicationFactor = 1,
            },
        ]);
    }

    private Dictionary<string, int> Counts()
    {
        using var admin = clients.Admin();
        return admin.GetMetadata(TimeSpan.FromSeconds(10)).Topics.ToDictionary(t => t.Topic, t => t.Partitions.Count, StringComparer.Ordinal);
    }
}
