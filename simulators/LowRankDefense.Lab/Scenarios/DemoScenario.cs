using System.Diagnostics;
using LowRankDefense.Core.Attacks;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Streams;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Populations;
using LowRankDefense.Simulators.Replay;
using LowRankDefense.Streaming.Kafka;
using Spectre.Console;

namespace LowRankDefense.Lab.Scenarios;

/// <summary>The demo: a stream with an attack in its second half, guarded live, then compared with the injected truth.</summary>
internal sealed record DemoScenario
{
    private const double Session = 0.15;
    private const double AttackFrom = 0.55;
    private const double AttackUntil = 0.9;
    private const double FakeShare = 0.01;
    private const int Rank = 32;
    private const int K = 10;
    private const int Targets = 3;
    private const int ExposureEvery = 5;
    private static readonly TimeSpan RefreshPeriod = TimeSpan.FromSeconds(7);

    public string? Data { get; init; }
    public required string Attack { get; init; }
    public required double Seconds { get; init; }
    public required ulong Seed { get; init; }

    public async Task<(List<(string Name, object? Value, string Definition)> Rows, bool Succeeded)> Run(CancellationToken stop)
    {
        var topics = new TopicOptions();
        var (ratings, genuineUsers, fakeUsers, targets) = Stream();
        await using var system = await LocalSystem.Start(null);
        await system.StartWorker(Settings(), stop);
        await Clients.EnsureTopic(system.Bootstrap, topics.Interactions, topics.Partitions);
        await Clients.EnsureTopic(system.Bootstrap, topics.Verdicts, topics.Partitions);
        var board = new VerdictBoard(system.Bootstrap, topics.Verdicts, fakeUsers);
        using var following = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var follower = Task.Run(() => board.Follow(following.Token), stop);

        var watch = Stopwatch.StartNew();
        var sent = 0L;
        var before = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var events = InteractionStream.Events(ratings, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        var sending = Task.Run(
            () =>
                EventSender.Send(
                    system.Bootstrap,
                    topics.Interactions,
                    events,
                    ratings.Count / Seconds,
                    count => Volatile.Write(ref sent, count),
                    stop
                ),
            stop
        );
        var (asked, exposure) = (0, (double?)null);
        await LiveTable.Run(
            sending,
            () =>
            {
                var count = Volatile.Read(ref sent);
                var progress = count / (double)ratings.Count;
                if (asked++ % ExposureEvery == 0)
                    exposure = Exposure(system, topics, genuineUsers, targets, before, progress);
                var (flagged, hits, falseAlarms) = board.Counts();
                return new LiveFigures(
                    progress,
                    count / Math.Max(0.1, watch.Elapsed.TotalSeconds),
                    flagged,
                    fakeUsers.Count,
                    hits,
                    falseAlarms,
                    exposure
                );
            },
            stop
        );
        using (var lag = new Lag(system.Bootstrap, new KafkaOptions().GroupId, topics.Interactions))
            await lag.WaitFor(ratings.Count, _ => { }, stop);
        var seconds = watch.Elapsed.TotalSeconds;
        AnsiConsole.MarkupLine("Waiting for the last refresh …");
        await Task.Delay(RefreshPeriod + TimeSpan.FromSeconds(4), stop);
        await following.CancelAsync();
        await follower;

        var defended = RecommendationReader.Newest(system.Bootstrap, topics.Recommendations);
        var attacked = UndefendedRecommender.Recommend(ratings, Rank, K, Seed, stop);
        var report = StreamAuditor.Audit(system.Bootstrap, topics);
        var (flagged, hits, falseAlarms) = board.Counts();
        var rows = new List<(string Name, object? Value, string Definition)>
        {
            ("events", ratings.Count, "interactions sent"),
            ("events_per_s", ratings.Count / seconds, "paced to last about a minute; 'lowrank replay' measures flat out"),
            ("fakes_injected", fakeUsers.Count, $"fake users of the {Attack} attack"),
            ("flagged", flagged, "users whose last verdict is fake"),
            ("fakes_flagged", hits, "of them injected"),
            ("recall", (double)hits / fakeUsers.Count, "share of the injected fakes that were flagged"),
            ("false_positives", falseAlarms, "of them genuine"),
            ("false_positive_rate", (double)falseAlarms / genuineUsers.Count, "share of the genuine users that were flagged"),
            ("events_to_detection", board.MedianEventsToDetection(), "median interactions of a fake before its verdict"),
            (
                "exposure_before",
                RecommendationReader.Exposure(before, [.. before.Keys], targets, K),
                $"share of users with a target in their top {K} before the attack"
            ),
            (
                "exposure_attacked",
                RecommendationReader.Exposure(attacked, genuineUsers, targets, K),
                "genuine users, recommender trained on everything"
            ),
            ("exposure_defended", RecommendationReader.Exposure(defended, genuineUsers, targets, K), "genuine users, as the guard published them"),
            ("balanced", report.Balances ? "yes" : "NO", "sanitized + held + rejected + quarantined = in, each event once"),
        };
        return (rows, report.Balances && hits >= 0.95 * fakeUsers.Count && falseAlarms <= 0.01 * genuineUsers.Count);
    }

    private (IReadOnlyList<Rating> Ratings, HashSet<string> Genuine, HashSet<string> Fakes, HashSet<string> Targets) Stream()
    {
        var random = new SeededRandom(Seed);
        var ratings = Data is null ? SyntheticPopulation.Draw(new PopulationOptions(), random).Ratings : All(DataSet.Load(Data));
        var indexed = IndexedDataSet.Of(new DataSet("demo", ratings, []));
        // Targets from the unpopular half: what nobody would be shown.
        var unpopular = new GenuineStatistics(indexed.Train).ByPopularity[(indexed.Items.Count / 2)..];
        random.Shuffle<int>(unpopular);
        var targets = unpopular[..Math.Min(Targets, unpopular.Length)];
        var options = new AttackOptions { Count = Math.Max(1, (int)Math.Round(FakeShare * indexed.Users.Count)), Targets = targets };
        var fakes = FakesFile.FromMatrix(AttackCatalog.ByName(Attack).Generate(indexed.Train, options, random), indexed.Items.Ids);
        var genuine = InteractionStream.Arriving(ratings, Session, random);
        return (
            InteractionStream.Inject(genuine, InteractionStream.Arriving(fakes, Session, random), AttackFrom, AttackUntil),
            [.. ratings.Select(r => r.User)],
            [.. fakes.Select(r => r.User)],
            [.. targets.Select(t => indexed.Items[t])]
        );
    }

    private static List<Rating> All(DataSet set) => [.. set.Train, .. set.Test];

    private static Dictionary<string, string?> Settings() =>
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["Refresh:Period"] = RefreshPeriod.ToString(),
            ["Refresh:MinimumUsers"] = "1000",
            ["Refresh:SelfTraining"] = "EveryRefresh",
            ["Training:FalsePositiveBudget"] = "0.015",
            ["Refresh:Rank"] = Rank.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Refresh:Recommendations"] = K.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };

    // Called now and then from the live table; remembers the last recommendations from before the attack.
    private static double Exposure(
        LocalSystem system,
        TopicOptions topics,
        HashSet<string> genuine,
        HashSet<string> targets,
        Dictionary<string, string[]> before,
        double progress
    )
    {
        var lists = RecommendationReader.Newest(system.Bootstrap, topics.Recommendations);
        if (progress < AttackFrom)
        {
            foreach (var (user, items) in lists)
                before[user] = items;
        }

        return RecommendationReader.Exposure(lists, [.. lists.Keys.Where(genuine.Contains)], targets, K);
    }
}
