using LowRankDefense.Core.Attacks;
using LowRankDefense.Core.Attacks.Catalog;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.EndToEnd.Tests.Guarding;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Lab.Streams;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Populations;
using LowRankDefense.Simulators.Replay;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Refresh;
using LowRankDefense.TestKit.Brokers;

namespace LowRankDefense.EndToEnd.Tests;

/// <summary>The refresh on a live stream: learn, publish, adopt, sweep, verdicts, retractions, reinstatements; what it publishes is what its models say.</summary>
public sealed class RefreshTests(EmbeddedBrokerFixture broker) : IClassFixture<EmbeddedBrokerFixture>
{
    private const int Fakes = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TopicOptions topics = new();
    private readonly RefreshOptions options = new()
    {
        Rank = 8,
        Recommendations = 10,
        LearnFrom = LearningSource.Reconstruction,
        Reconstruction = new() { Patch = 100, Rank = 30 },
    };

    [Fact]
    public async Task Refresh_ShouldLearnPublishAdoptAndSweep_AndPublishWhatItsModelsSay()
    {
        var ratings = Stream();
        await Sanitize(ratings);
        await using var system = await LocalSystem.Start(broker.BootstrapServers);
        await system.StartWorker(Settings(), CancellationToken.None);

        // Learnt and published; adopted, and every known profile looked at again: the verdicts are those of the detector on the whole profiles.
        var profiles = ratings.GroupBy(r => r.User, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Select(r => r.Item).ToHashSet());
        var detectors = await Until(Trained, "detectors are published");
        var expected = profiles.Where(p => detectors.Any(d => IsFake(d, p.Value))).Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        expected.Count(u => u.StartsWith("fake", StringComparison.Ordinal)).ShouldBeGreaterThan(Fakes / 3);
        await Until(() => Convicted() is { } convicted && convicted.SetEquals(expected) ? convicted : null, "every profile is looked at again");
        PublishedVerdicts
            .Read(system.Bootstrap.Servers, topics.Verdicts)[expected.First()][^1]
            .Model.ShouldBeOneOf([.. detectors.Select(d => d.Version)]);

        // Retracted, and learnt from no more: the next refresh has the others only, and publishes what follows from its own models.
        var active = ActiveUsers.Read(system.Bootstrap, topics);
        active.ShouldBe(profiles.Keys.Except(expected, StringComparer.Ordinal), ignoreOrder: true);
        var direct = await Until(() => DirectRefresh(profiles, active), "the refresh has let go of the retracted users");
        direct.ShouldBeWhatWasPublished(system.Bootstrap.Servers, topics);

        // Other detectors clear them: verdicts are taken back, events published again, recommendations made again.
        string[] some = [.. profiles.Values.First()];
        PlainDetectors.Publish(system.Bootstrap.Servers, topics.Models, PlainDetectors.Against("no such item", "lenient", some));
        PlainDetectors.Publish(system.Bootstrap.Servers, topics.Models, PlainDetectors.WithoutDoubt("lenient too", some));
        await Until(() => Convicted() is { Count: 0 } none ? none : null, "all are reinstated");
        ActiveUsers.Read(system.Bootstrap, topics).ShouldBe(profiles.Keys, ignoreOrder: true);
        var again = await Until(() => DirectRefresh(profiles, [.. profiles.Keys]), "the refresh has them again");
        again.ShouldBeWhatWasPublished(system.Bootstrap.Servers, topics);
        StreamAuditor.Audit(system.Bootstrap, topics).Balances.ShouldBeTrue();
    }

    // By a worker that learns nothing yet: what the next one learns from is the whole stream, however fast the machine is.
    private async Task Sanitize(IReadOnlyList<Rating> ratings)
    {
        await using var system = await LocalSystem.Start(broker.BootstrapServers);
        await Clients.EnsureTopic(system.Bootstrap, topics.Interactions, topics.Partitions);
        var events = InteractionStream.Events(ratings, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        EventSender.Send(system.Bootstrap, topics.Interactions, events, perSecond: 0, _ => { }, CancellationToken.None);
        var settings = new Dictionary<string, string?>(Settings(), StringComparer.Ordinal) { ["Refresh:Enabled"] = "false" };
        await system.StartWorker(settings, CancellationToken.None);
        using var lag = new Lag(system.Bootstrap, new KafkaOptions().GroupId, topics.Interactions);
        await lag.WaitFor(ratings.Count, _ => { }, CancellationToken.None);
    }

    private static IReadOnlyList<Rating> Stream()
    {
        var random = new SeededRandom(3);
        var genuine = SyntheticPopulation
            .Draw(
                new PopulationOptions
                {
                    Users = 1_500,
                    Items = 800,
                    MeanInteractions = 30,
                },
                random
            )
            .Ratings;
        var indexed = IndexedDataSet.Of(new DataSet("population", genuine, []), binary: true);
        var attack = new AttackOptions { Count = Fakes, Targets = random.Sample(indexed.Items.Count, 3) };
        var fakes = AttackCatalog.ByName("random").Generate(indexed.Train, attack, random);
        return InteractionStream.Arriving([.. genuine, .. FakesFile.FromMatrix(fakes, indexed.Items.Ids)], session: 0.3, random);
    }

    // All that are trained; null until they are there.
    private IReadOnlyCollection<IDetector>? Trained()
    {
        var detectors = PublishedModels.Read(broker.BootstrapServers, topics.Models).Detectors;
        return detectors.Count == DetectorCatalog.TrainedNames.Count ? [.. detectors.Values] : null;
    }

    private static bool IsFake(IDetector detector, IReadOnlyCollection<string> items)
    {
        var evidence = new float[detector.EvidenceLength];
        foreach (var item in items)
            detector.Add(evidence, item, 1f);
        return items.Count >= 8 && Assessment.Of(detector, evidence, items.Count).Margin > 0;
    }

    private HashSet<string> Convicted() =>
        PublishedVerdicts
            .Read(broker.BootstrapServers, topics.Verdicts)
            .Where(v => v.Value[^1].Verdict == "fake")
            .Select(v => v.Key)
            .ToHashSet(StringComparer.Ordinal);

    // Null until the newest factors are over exactly these users.
    private DirectRefresh? DirectRefresh(Dictionary<string, HashSet<string>> profiles, HashSet<string> active) =>
        PublishedModels.Read(broker.BootstrapServers, topics.Models).Factors is { } factors && active.SetEquals(factors.Payload.Users)
            ? Guarding.DirectRefresh.Compute(factors.Version, factors.Payload, profiles, options)
            : null;

    private static async Task<T> Until<T>(Func<T?> look, string what)
        where T : class
    {
        var until = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (true)
        {
            if (look() is { } seen)
                return seen;
            if (Environment.TickCount64 > until)
                throw new TimeoutException($"Within {Patience} it did not come about that {what}.");
            await Task.Delay(300);
        }
    }

    private Dictionary<string, string?> Settings() =>
        new(StringComparer.Ordinal)
        {
            ["Refresh:Period"] = "00:00:02",
            // What is held against the truth is what is trained.
            ["Refresh:Patrols"] = "false",
            // Still enough when the retracted are gone.
            ["Refresh:MinimumUsers"] = "1300",
            // Without hysteresis a verdict is that of the whole profile, whenever the detector came.
            ["Verdicts:ReinstatementFactor"] = "1",
            // Budgets so large that fakes are found for sure, whoever is convicted beside them.
            ["Training:FalsePositiveBudget"] = "0.03",
            ["Coherence:FalsePositiveBudget"] = "0.03",
            ["Refresh:Rank"] = "8",
            ["Refresh:Recommendations"] = "10",
            ["Refresh:LearnFrom"] = "Reconstruction",
            ["Refresh:Reconstruction:Patch"] = "100",
            ["Refresh:Reconstruction:Rank"] = "30",
            ["Pipeline:SweepProfiles"] = "100",
        };
}
