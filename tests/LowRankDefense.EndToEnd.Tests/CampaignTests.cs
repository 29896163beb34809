using System.Text.Json;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Lab.Streams;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Replay;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.TestKit.Brokers;

namespace LowRankDefense.EndToEnd.Tests;

/// <summary>A campaign on a live stream: found, told, judged by, and given up where it turns out a theme.</summary>
public sealed class CampaignTests(EmbeddedBrokerFixture broker) : IClassFixture<EmbeddedBrokerFixture>
{
    private static readonly string[] Targets = ["i400", "i500", "i600", "i700", "i800"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TopicOptions topics = new();
    private readonly SeededRandom random = new(5);
    private int users;

    [Fact]
    public async Task Campaign_ShouldBeFoundToldAndJudgedBy_AndItsUsersReinstated_WhenItTurnsOutATheme()
    {
        await using var system = await LocalSystem.Start(broker.BootstrapServers);
        await Clients.EnsureTopic(system.Bootstrap, topics.Interactions, topics.Partitions);
        await system.StartWorker(Settings(), CancellationToken.None);
        Send(Users(1_000, "user"));
        await Until(() => ActiveUsers.Read(system.Bootstrap, topics).Count == 1_000, "all users are let through");
        // Until a patrol has seen them: they are the past.
        await Task.Delay(3_000);
        var fakes = Users(15, "fake", Targets);
        Send(fakes);

        var names = fakes.Select(f => f.User).ToHashSet(StringComparer.Ordinal);
        await Until(() => names.SetEquals(Convicted().Keys), "all fakes, and nobody else, are found");
        var opened = Alerts().First(a => a.GetProperty("turn").GetString() == "opened");
        opened.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("item").GetString()).ShouldBe(Targets, ignoreOrder: true);
        var campaign = opened.GetProperty("campaign").GetString();
        Convicted().Values.ShouldAllBe(v => v.GetProperty("campaign").GetString() == campaign);

        // The next one is held as soon as there are events enough for a verdict.
        Send([.. Targets.Concat(["i1", "i2", "i3", "i4", "i5", "i6"]).Select(i => new Rating("next", i, 1, null))]);
        await Until(() => Convicted().ContainsKey("next"), "the next fake is found");
        Convicted()["next"].GetProperty("profileLength").GetInt32().ShouldBe(8);

        // More and more users like some of it: taste, and no script.
        for (var round = 0; round < 4; round++)
        {
            Send([.. Users(60, "user"), .. Users(140, "fan", Targets, chance: 0.55)]);
            await Task.Delay(2_000);
        }

        await Until(() => Alerts().Any(a => a.GetProperty("turn").GetString() == "closed"), "it is closed");
        await Until(() => Convicted().Count == 0, "all are reinstated");
        ActiveUsers.Read(system.Bootstrap, topics).ShouldBeSubsetOf(All());
        names.ShouldBeSubsetOf(ActiveUsers.Read(system.Bootstrap, topics));
        StreamAuditor.Audit(system.Bootstrap, topics).Balances.ShouldBeTrue("what was withheld is published once");
    }

    // Twenty clicks by popularity, and each of the pushed items by chance.
    private List<Rating> Users(int count, string name, string[]? pushed = null, double chance = 1)
    {
        var ratings = new List<Rating>();
        for (var u = 0; u < count; u++)
        {
            var items = Enumerable.Range(0, 20).Select(_ => $"i{(int)Math.Pow(2_000, random.NextDouble())}").ToHashSet(StringComparer.Ordinal);
            items.UnionWith((pushed ?? []).Where(_ => random.NextDouble() < chance));
            var user = $"{name}-{users++}";
            ratings.AddRange(items.Select(i => new Rating(user, i, 1, null)));
        }

        return ratings;
    }

    private HashSet<string> All() => [.. Enumerable.Range(0, users).SelectMany(u => new[] { $"user-{u}", $"fake-{u}", $"fan-{u}" }), "next"];

    private void Send(IReadOnlyList<Rating> ratings)
    {
        var events = InteractionStream.Events(ratings, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        EventSender.Send(broker.BootstrapServers, topics.Interactions, events, perSecond: 0, _ => { }, CancellationToken.None);
    }

    // User → last verdict, where that is fake.
    private Dictionary<string, JsonElement> Convicted()
    {
        var last = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var verdict in Read(topics.Verdicts))
            last[verdict.GetProperty("user").GetString()!] = verdict;
        return last.Where(v => v.Value.GetProperty("verdict").GetString() == "fake").ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal);
    }

    private List<JsonElement> Alerts() => Read(topics.Alerts).FindAll(a => a.GetProperty("type").GetString() == "campaign");

    private List<JsonElement> Read(string topic)
    {
        var records = new List<JsonElement>();
        TopicDump.Read(
            broker.BootstrapServers,
            topic,
            r =>
            {
                using var json = JsonDocument.Parse(r.Message.Value);
                records.Add(json.RootElement.Clone());
            }
        );
        return records;
    }

    private async Task Until(Func<bool> holds, string what)
    {
        var until = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (!holds())
        {
            if (Environment.TickCount64 > until)
                throw new TimeoutException(
                    $"Within {Patience} it did not come about that {what}: found are {string.Join('\n', Convicted().Values)}; told is {string.Join('\n', Alerts())}."
                );
            await Task.Delay(300);
        }
    }

    // Campaigns alone.
    private static Dictionary<string, string?> Settings() =>
        new(StringComparer.Ordinal)
        {
            ["Refresh:SelfTraining"] = "Never",
            ["Refresh:Period"] = "1.00:00:00",
            ["Refresh:AfterInteractions"] = "2147483647",
            ["Refresh:PatrolPeriod"] = "00:00:01",
            // Not before the past is complete: in a part of it chance may make a crowd.
            ["Refresh:MinimumUsers"] = "1000",
            ["Patrols:SmallestWindow"] = "100",
            ["Patrols:LargestWindow"] = "800",
        };
}
