using System.Text;
using Confluent.Kafka;
using LowRankDefense.Core.Interactions;
using LowRankDefense.EmbeddedBroker;
using LowRankDefense.EmbeddedBroker.Configuration;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Lab.Streams;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.TestKit.Brokers;

namespace LowRankDefense.Lab.Tests.Streams;

/// <summary>What talks to Kafka, against the embedded broker; every test has topics of its own.</summary>
public sealed class StreamTests(EmbeddedBrokerFixture broker) : IClassFixture<EmbeddedBrokerFixture>
{
    private string Bootstrap => broker.BootstrapServers;

    [Fact]
    public async Task Events_ShouldArriveInOrderOfTheirUser()
    {
        await Clients.EnsureTopic(Bootstrap, "sent", 3);
        var seen = 0L;

        EventSender.Send(Bootstrap, "sent", Events(1_000), perSecond: 0, count => seen = count, CancellationToken.None).ShouldBe(1_000);

        seen.ShouldBe(1_000);
        var ids = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        TopicDump
            .Read(
                Bootstrap,
                "sent",
                r =>
                {
                    var user = Encoding.UTF8.GetString(r.Message.Key);
                    ids.TryAdd(user, []);
                    ids[user].Add(Encoding.UTF8.GetString(r.Message.Value));
                }
            )
            .ShouldBe(1_000);
        ids.Count.ShouldBe(10);
        ids["u3"].ShouldBe(Events(1_000).Where(e => e.User == "u3").Select(e => Encoding.UTF8.GetString(InteractionWriter.Write(e))));
    }

    [Fact]
    public async Task Sending_ShouldFail_WhenTheBrokerRefusesAnEvent()
    {
        await using var strict = await KafkaBroker.StartAsync(new BrokerOptions { MaximumBatchBytes = 1_000 });
        await Clients.EnsureTopic(strict.BootstrapServers, "refused", 1);

        Should.Throw<KafkaException>(() =>
            EventSender.Send(strict.BootstrapServers, "refused", Events(1_000), perSecond: 0, _ => { }, CancellationToken.None)
        );
    }

    [Fact]
    public async Task Sending_ShouldKeepToItsRate()
    {
        await Clients.EnsureTopic(Bootstrap, "paced", 1);
        var watch = System.Diagnostics.Stopwatch.StartNew();

        EventSender.Send(Bootstrap, "paced", Events(100), perSecond: 100, _ => { }, CancellationToken.None);

        watch.Elapsed.ShouldBeInRange(TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Topic_ShouldBeLeftAsItIs_WhenItExists()
    {
        await Clients.EnsureTopic(Bootstrap, "ensured", 2);
        await Clients.EnsureTopic(Bootstrap, "ensured", 5);

        Clients.Partitions(Bootstrap, "ensured").ShouldBe(2);
    }

    [Fact]
    public async Task Topics_ShouldBeGone_WhenTheyAreDeleted()
    {
        await Clients.EnsureTopic(Bootstrap, "deleted", 1);
        EventSender.Send(Bootstrap, "deleted", Events(10), perSecond: 0, _ => { }, CancellationToken.None);

        await Clients.DeleteTopics(Bootstrap, ["deleted", "never-made"]);
        await Clients.EnsureTopic(Bootstrap, "deleted", 1);

        TopicDump.Read(Bootstrap, "deleted", _ => { }).ShouldBe(0);
    }

    [Fact]
    public async Task Alerts_ShouldBeCounted_AndNameTheirItems()
    {
        await Clients.EnsureTopic(Bootstrap, "some-alerts", 1);
        using var producer = Clients.Producer(Bootstrap);
        string[] alerts =
        [
            """{"type":"burst","items":[{"item":"a"},{"item":"b"}]}""",
            """{"type":"burst","items":[]}""",
            """{"type":"campaign","turn":"opened","items":[{"item":"c"}]}""",
            """{"type":"campaign","turn":"grown","items":[{"item":"c"},{"item":"d"}]}""",
            """{"type":"campaign","turn":"closed","items":[{"item":"c"}]}""",
            """{"type":"crowd","turn":"opened","items":[{"item":"e"}]}""",
            """{"type":"campaign","turn":"opened","items":[{"item":"e"},{"item":"d"}]}""",
        ];
        for (var a = 0; a < alerts.Length; a++)
            producer.Produce(
                "some-alerts",
                new Message<byte[], byte[]>
                {
                    Value = Encoding.UTF8.GetBytes(alerts[a]),
                    Timestamp = new Timestamp(1_000 + a, TimestampType.CreateTime),
                }
            );
        producer.Flush(CancellationToken.None);

        var board = AlertReader.Read(Bootstrap, "some-alerts");

        (board.Bursts, board.Opened, board.Closed).ShouldBe((2, 3, 1));
        board.BurstItems.ShouldBe(["a", "b"], ignoreOrder: true);
        board.CampaignItems.ShouldBe(["c", "d", "e"], ignoreOrder: true);
        long? First(params string[] items) => board.FirstOpened(items.ToHashSet(StringComparer.Ordinal));
        (First("c"), First("e", "x"), First("d")).ShouldBe((1_002, 1_005, 1_006));
        (First("a"), First()).ShouldBe((null, null));
    }

    [Fact]
    public async Task Topic_ShouldWeighItsKeysValuesAndHeaders()
    {
        await Clients.EnsureTopic(Bootstrap, "weighed", 2);
        using var producer = Clients.Producer(Bootstrap);
        producer.Produce("weighed", new Message<byte[], byte[]> { Key = new byte[3], Value = new byte[20] });
        producer.Produce(
            "weighed",
            new Message<byte[], byte[]>
            {
                Value = new byte[100],
                Headers = new Headers { { "type", new byte[7] } },
            }
        );
        producer.Produce("weighed", new Message<byte[], byte[]> { Key = new byte[1_000] });
        producer.Flush(CancellationToken.None);

        TopicSizes.BytesOf(Bootstrap, "weighed").ShouldBe(23 + 111 + 1_000);
    }

    [Fact]
    public async Task ActiveUsers_ShouldBeNetOfRetractions()
    {
        var topics = new TopicOptions { Sanitized = "active" };
        await Clients.EnsureTopic(Bootstrap, "active", 1);
        EventSender.Send(Bootstrap, "active", Events(10), perSecond: 0, _ => { }, CancellationToken.None);
        using var producer = Clients.Producer(Bootstrap);
        var retraction = new Headers { { RecordHeaders.Type, "retract"u8.ToArray() } };
        foreach (var user in new[] { "u3", "u4" })
            producer.Produce(
                "active",
                new Message<byte[], byte[]>
                {
                    Key = Encoding.UTF8.GetBytes(user),
                    Value = [],
                    Headers = retraction,
                }
            );
        producer.Flush(CancellationToken.None);
        EventSender.Send(Bootstrap, "active", Events(5), perSecond: 0, _ => { }, CancellationToken.None);

        ActiveUsers.Read(Bootstrap, topics).Order(StringComparer.Ordinal).ShouldBe(["u0", "u1", "u2", "u3", "u4", "u5", "u6", "u7", "u8", "u9"]);

        producer.Produce(
            "active",
            new Message<byte[], byte[]>
            {
                Key = "u9"u8.ToArray(),
                Value = [],
                Headers = retraction,
            }
        );
        producer.Flush(CancellationToken.None);
        ActiveUsers.Read(Bootstrap, topics).ShouldNotContain("u9");
    }

    [Fact]
    public async Task Recommendations_ShouldBeTheNewestOfEachUser()
    {
        await Clients.EnsureTopic(Bootstrap, "lists", 1);
        using var producer = Clients.Producer(Bootstrap);
        foreach (var (user, item) in new[] { ("u1", "old"), ("u2", "only"), ("u1", "new") })
        {
            var value = Encoding.UTF8.GetBytes($$"""{"items":[{"item":"{{item}}","score":1},{"item":"z","score":0.5}]}""");
            producer.Produce("lists", new Message<byte[], byte[]> { Key = Encoding.UTF8.GetBytes(user), Value = value });
        }

        producer.Flush(CancellationToken.None);

        var lists = RecommendationReader.Newest(Bootstrap, "lists");

        lists.Count.ShouldBe(2);
        lists["u1"].ShouldBe(["new", "z"]);
        lists["u2"].ShouldBe(["only", "z"]);
    }

    private static IEnumerable<Interaction> Events(int count) =>
        Enumerable.Range(0, count).Select(i => new Interaction($"e-{i}", $"u{i % 10}", $"i{i % 7}", 1, 1_700_000_000_000 + i));
}
