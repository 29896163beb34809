using System.Text;
using Confluent.Kafka;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Lab.Scenarios;
using LowRankDefense.Lab.Scenarios.Replay;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.TestKit.Brokers;

namespace LowRankDefense.Lab.Tests.Scenarios.Replay;

/// <summary>When an alert came, by topics whose records are dated by hand; every test has topics of its own.</summary>
public sealed class DetectionFiguresTests(EmbeddedBrokerFixture broker) : IClassFixture<EmbeddedBrokerFixture>
{
    private const string Opened = """{"type":"campaign","turn":"opened","items":[{"item":"t1"},{"item":"x"}]}""";

    [Fact]
    public async Task Alert_ShouldBeHeldAgainstWhatHadBeenSentByThen()
    {
        var figures = await Figures("told", ["t1", "t2"], isPaced: true, (Opened, 1_025), (Opened, 9_000));

        figures.ShouldBe((0.5, 0.75));
    }

    [Fact]
    public async Task Alert_ShouldNotCount_WhenItNamesNoTarget() =>
        (await Figures("in-vain", ["t2"], isPaced: true, (Opened, 1_025))).ShouldBe((null, null));

    [Fact]
    public async Task Alert_ShouldNotCount_WhenEverythingWasSentBefore() =>
        (await Figures("flat-out", ["t1"], isPaced: false, (Opened, 9_000))).ShouldBe((null, null));

    [Fact]
    public async Task Alert_ShouldNotCount_WhenItOpensNothing() =>
        (await Figures("grown", ["t1"], isPaced: true, (Opened.Replace("opened", "grown", StringComparison.Ordinal), 1_025))).ShouldBe((null, null));

    [Fact]
    public async Task Recall_ShouldBeToldByAttack_WhereTheTruthIsKnown()
    {
        var topics = new TopicOptions { Verdicts = "by-attack-verdicts", Alerts = "by-attack-alerts" };
        await Clients.EnsureTopic(broker.BootstrapServers, topics.Verdicts, 1);
        await Clients.EnsureTopic(broker.BootstrapServers, topics.Alerts, 1);
        using (var producer = Clients.Producer(broker.BootstrapServers))
        {
            producer.Produce(topics.Verdicts, Record("f2", """{"verdict":"fake","profileLength":9}""", 1));
            producer.Flush(CancellationToken.None);
        }

        var truth = new AttackTruth([new("f1", new FakeTruth("random", null, [])), new("f2", new FakeTruth("segment", null, []))]);
        var figures = DetectionFigures.Of(broker.BootstrapServers, topics, Stream([]) with { Truth = truth }, isPaced: false);

        figures.Single(f => f.Name == "recall").Value.ShouldBe(0.5);
        ((AttackRecall[])figures.Single(f => f.Name == "recall_by_attack").Value!).ShouldBe([new("random", 1, 0, 0), new("segment", 1, 1, 1)]);
    }

    // Two fakes with two events each, every ten milliseconds from 1,000 on: f1, u, f1, f2, f2.
    private async Task<(object?, object?)> Figures(string test, string[] targets, bool isPaced, params (string Alert, long Time)[] alerts)
    {
        var bootstrap = broker.BootstrapServers;
        var topics = new TopicOptions
        {
            Interactions = $"{test}-interactions",
            Verdicts = $"{test}-verdicts",
            Alerts = $"{test}-alerts",
        };
        await Clients.EnsureTopic(bootstrap, topics.Interactions, 3);
        await Clients.EnsureTopic(bootstrap, topics.Verdicts, 1);
        await Clients.EnsureTopic(bootstrap, topics.Alerts, 1);
        using (var producer = Clients.Producer(bootstrap))
        {
            foreach (var (user, time) in new[] { ("f1", 1_000), ("u", 1_005), ("f1", 1_010), ("f2", 1_020), ("f2", 1_030) })
                producer.Produce(topics.Interactions, Record(user, "{}", time));
            foreach (var (alert, time) in alerts)
                producer.Produce(topics.Alerts, Record("a", alert, time));
            producer.Flush(CancellationToken.None);
        }

        var figures = DetectionFigures.Of(bootstrap, topics, Stream(targets), isPaced).ToDictionary(f => f.Name, f => f.Value);
        return (figures["fakes_before_alert"], figures["events_before_alert"]);
    }

    private static Message<byte[], byte[]> Record(string key, string value, long time) =>
        new()
        {
            Key = Encoding.UTF8.GetBytes(key),
            Value = Encoding.UTF8.GetBytes(value),
            Timestamp = new Timestamp(time, TimestampType.CreateTime),
        };

    private static ReplayStream Stream(string[] targets) =>
        new(
            [],
            IndexedDataSet.Of(new DataSet("none", [], [])),
            new HashSet<string>(StringComparer.Ordinal) { "f1", "f2" },
            FakeInteractions: 4,
            Genuine: 1,
            targets.ToHashSet(StringComparer.Ordinal)
        );
}
