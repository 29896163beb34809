using System.Diagnostics;
using LowRankDefense.Core.Attacks;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Streams;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Audit;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Replay;
using LowRankDefense.Streaming.Kafka;
using Spectre.Console;

namespace LowRankDefense.Lab.Scenarios;

/// <summary>One replay: send, guard, refresh, audit.</summary>
internal sealed record ReplayScenario
{
    private const double AttackFrom = 0.5;
    private const double AttackUntil = 0.9;
    private static readonly TimeSpan RefreshPatience = TimeSpan.FromMinutes(5);

    public required string Data { get; init; }
    public string? Attack { get; init; }
    public string? FakesFile { get; init; }
    public double Share { get; init; }
    public double Rate { get; init; }
    public string? Bootstrap { get; init; }
    public bool Baseline { get; init; }
    public required Dictionary<string, string?> Settings { get; init; }
    public string[]? Targets { get; init; }
    public ulong Seed { get; init; }

    public async Task<(List<(string Name, object? Value, string Definition)> Rows, bool Succeeded)> Run(CancellationToken stop)
    {
        var topics = new TopicOptions();
        var (ratings, fakes) = Stream();
        await using var system = await LocalSystem.Start(Bootstrap);
        await Clients.EnsureTopic(system.Bootstrap, topics.Interactions, topics.Partitions);
        var events = InteractionStream.Events(ratings, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());

        var (perSecond, bare) = await Drive(system, topics, events, ratings.Count, stop);
        AnsiConsole.MarkupLine("Waiting for a refresh over everything …");
        var recommended = await WaitForRecommendations(system.Bootstrap, topics, stop);
        var report = StreamAuditor.Audit(system.Bootstrap, topics);
        return (
            Rows(report, ratings.Count, fakes, perSecond, bare, recommended),
            report.Balances && report.In == ratings.Count && recommended.Complete
        );
    }

    private (IReadOnlyList<Rating> Ratings, int Fakes) Stream()
    {
        var set = DataSet.Load(Data);
        // Training interactions only where the data set comes with a test file of its own; else all of them.
        var genuine = InteractionStream.InTimeOrder(File.Exists(Path.Combine(Data, "test.csv")) ? set.Train : [.. set.Train, .. set.Test]);
        if (FakesFile is not null && Attack is not null)
            throw new ArgumentException("Give --attack or --fakes, not both.");
        IReadOnlyList<Rating> fakes = [];
        if (FakesFile is not null)
            fakes = Simulators.Datasets.FakesFile.Read(FakesFile);
        if (Attack is not null)
        {
            var indexed = IndexedDataSet.Of(set);
            var random = new SeededRandom(Seed);
            var options = new AttackOptions
            {
                Count = Math.Max(1, (int)Math.Round(Share * indexed.Users.Count)),
                Targets = TargetItems.Resolve(Targets, indexed, random),
            };
            fakes = Simulators.Datasets.FakesFile.FromMatrix(
                AttackCatalog.ByName(Attack).Generate(indexed.Train, options, random),
                indexed.Items.Ids
            );
        }

        return (InteractionStream.Inject(genuine, fakes, AttackFrom, AttackUntil), fakes.Count);
    }

    private async Task<(double PerSecond, double? Bare)> Drive(
        LocalSystem system,
        TopicOptions topics,
        IEnumerable<Core.Interactions.Interaction> events,
        long count,
        CancellationToken stop
    )
    {
        // The measured stretch is the consume path: the refresh waits until it is over, and then learns from everything.
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Refresh:Period"] = "00:00:20",
            ["Refresh:AfterInteractions"] = "2147483647",
        };
        foreach (var (key, value) in Settings)
            settings[key] = value;
        if (Rate > 0)
        {
            await system.StartWorker(settings, stop);
            await Send(system, topics, events, count, stop);
        }
        else
        {
            await Send(system, topics, events, count, stop);
        }

        double? bare = Baseline ? await BareLoop.Run(system.Bootstrap, topics.Interactions, count, stop) : null;
        if (Rate <= 0)
            await system.StartWorker(settings, stop);
        return (await Drain(system, topics, count, stop), bare);
    }

    private async Task Send(
        LocalSystem system,
        TopicOptions topics,
        IEnumerable<Core.Interactions.Interaction> events,
        long count,
        CancellationToken stop
    ) =>
        await Bars.Run(
            "sending",
            count,
            report => Task.Run(() => EventSender.Send(system.Bootstrap, topics.Interactions, events, Rate, report, stop), stop)
        );

    // From the first committed cycle to the last: what the start of a process costs is not throughput.
    private static async Task<double> Drain(LocalSystem system, TopicOptions topics, long count, CancellationToken stop)
    {
        using var lag = new Lag(system.Bootstrap, new KafkaOptions().GroupId, topics.Interactions);
        var watch = new Stopwatch();
        var atStart = 0L;
        await Bars.Run(
            "guarding",
            count,
            report =>
                lag.WaitFor(
                    count,
                    committed =>
                    {
                        if (committed > 0 && !watch.IsRunning)
                        {
                            atStart = committed;
                            watch.Start();
                        }

                        report(committed);
                    },
                    stop
                )
        );
        return (count - atStart) / Math.Max(1e-3, watch.Elapsed.TotalSeconds);
    }

    private static async Task<Recommended> WaitForRecommendations(string bootstrap, TopicOptions topics, CancellationToken stop)
    {
        var until = Environment.TickCount64 + (long)RefreshPatience.TotalMilliseconds;
        while (true)
        {
            var active = ActiveUsers.Read(bootstrap, topics);
            var lists = RecommendationReader.Newest(bootstrap, topics.Recommendations);
            var recommended = new Recommended(active.Count, active.Count(lists.ContainsKey));
            if (recommended.Complete || Environment.TickCount64 > until)
                return recommended;
            await Task.Delay(2_000, stop);
        }
    }

    private static List<(string Name, object? Value, string Definition)> Rows(
        AuditReport report,
        long sent,
        int fakes,
        double perSecond,
        double? bare,
        Recommended recommended
    ) =>
        [
            ("sent", sent, "interactions sent, fakes among them"),
            ("fake_interactions", fakes, "interactions of injected fakes"),
            ("in", report.In, "records on the interactions topic"),
            ("sanitized", report.Sanitized, "on the sanitized stream, net of retractions"),
            ("held", report.Held, "held in probation"),
            ("rejected", report.Rejected.Values.Sum(), string.Join(", ", report.Rejected.Select(r => $"{r.Key} {r.Value}"))),
            ("quarantined", report.Quarantined, "retracted or withheld"),
            ("missing", report.Missing, string.Join("; ", report.Examples)),
            ("doubled", report.Doubled, "effects that happened twice"),
            ("balanced", report.Balances ? "yes" : "NO", "sanitized + held + rejected + quarantined = in, each event once"),
            ("users", recommended.Active, "users with sanitized interactions"),
            ("recommended", recommended.WithLists, "users with recommendations"),
            ("events_per_s", perSecond, "committed by the worker, first to last cycle"),
            ("bare_events_per_s", bare, "bare consume-produce-commit loop on the same broker"),
            ("ratio", bare is null ? null : perSecond / bare, "worker / bare loop"),
        ];

    private readonly record struct Recommended(int Active, int WithLists)
    {
        public bool Complete => Active > 0 && WithLists >= Active;
    }
}
