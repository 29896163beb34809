using System.Diagnostics;
using LowRankDefense.Core.Attacks;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Streams;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Replay;
using LowRankDefense.Streaming.Kafka;
using Spectre.Console;
using FakeRatings = LowRankDefense.Simulators.Datasets.FakesFile;

namespace LowRankDefense.Lab.Scenarios;

/// <summary>One replay: send, guard, refresh, audit.</summary>
internal sealed class ReplayScenario
{
    private const double AttackFrom = 0.5;
    private const double AttackUntil = 0.9;
    private static readonly TimeSpan RefreshPatience = TimeSpan.FromMinutes(5);
    private readonly TopicOptions topics = new();

    /// <summary>Where progress is shown.</summary>
    public required IAnsiConsole Console { get; init; }

    /// <summary>Folder or file of a data set.</summary>
    public required string Data { get; init; }

    /// <summary>Name of an attack to inject, or null.</summary>
    public string? Attack { get; init; }

    /// <summary>File of fakes to inject, or null; not together with <see cref="Attack"/>.</summary>
    public string? FakesFile { get; init; }

    /// <summary>Fakes of <see cref="Attack"/> per genuine user.</summary>
    public double Share { get; init; }

    /// <summary>Events per second; 0 sends everything before the worker starts.</summary>
    public double Rate { get; init; }

    /// <summary>A broker that runs already; null for the embedded one.</summary>
    public string? Bootstrap { get; init; }

    /// <summary>Whether a bare loop is measured, too.</summary>
    public bool Baseline { get; init; }

    /// <summary>Settings of the worker, <c>Section:Key</c> → value.</summary>
    public required IReadOnlyDictionary<string, string?> Settings { get; init; }

    /// <summary>Ids of the items that <see cref="Attack"/> pushes; null draws some.</summary>
    public string[]? Targets { get; init; }

    /// <summary>Seed of the attack.</summary>
    public ulong Seed { get; init; }

    /// <summary>Runs the replay; it succeeds where every event is accounted for and every user got recommendations.</summary>
    /// <param name="stop">Stops at once.</param>
    /// <exception cref="ArgumentException">Both an attack and a file of fakes are given, or there is no such target.</exception>
    public async Task<Outcome> Run(CancellationToken stop)
    {
        var (ratings, fakes) = Stream();
        await using var system = await LocalSystem.Start(Bootstrap);
        // A bad setting is to end the replay before anything is sent.
        system.ConfigureWorker(WorkerSettings());
        await Clients.EnsureTopic(system.Bootstrap, topics.Interactions, topics.Partitions);
        var events = InteractionStream.Events(ratings, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());

        var (perSecond, bare) = await Drive(system, events, ratings.Count, stop);
        Console.MarkupLine("Waiting for a refresh over everything …");
        var recommended = await WaitForRecommendations(system.Bootstrap, stop);
        var report = StreamAuditor.Audit(system.Bootstrap, topics);
        return new Outcome(
            [
                new("sent", ratings.Count, "interactions sent, fakes among them"),
                new("fake_interactions", fakes, "interactions of injected fakes"),
                .. AuditFigures.Of(report),
                new("users", recommended.Active, "users with sanitized interactions"),
                new("recommended", recommended.WithLists, "users with recommendations"),
                new("events_per_s", perSecond, "committed by the worker, first to last cycle; none where one cycle took everything"),
                new("bare_events_per_s", bare, "bare consume-produce-commit loop on the same broker"),
                new("ratio", perSecond / bare, "worker / bare loop"),
            ],
            report.Balances && report.In == ratings.Count && recommended.Complete
        );
    }

    private (IReadOnlyList<Rating> Ratings, int Fakes) Stream()
    {
        if (FakesFile is not null && Attack is not null)
            throw new ArgumentException("Give --attack or --fakes, not both.");
        var set = DataSet.Load(Data);
        // Training interactions only where the data set comes with a test file of its own; else all of them.
        var genuine = InteractionStream.InTimeOrder(File.Exists(Path.Combine(Data, "test.csv")) ? set.Train : [.. set.Train, .. set.Test]);
        var fakes =
            FakesFile is not null ? FakeRatings.Read(FakesFile)
            : Attack is not null ? Fakes(IndexedDataSet.Of(set), Attack)
            : [];
        return (InteractionStream.Inject(genuine, fakes, AttackFrom, AttackUntil), fakes.Count);
    }

    private IReadOnlyList<Rating> Fakes(IndexedDataSet data, string attack)
    {
        var random = new SeededRandom(Seed);
        var options = new AttackOptions { Count = AttackCampaign.CountOf(Share, data), Targets = TargetItems.Resolve(Targets, data, random) };
        return AttackCampaign.Fakes(attack, data, options, random);
    }

    // The measured stretch is the consume path: the refresh waits until it is over, and then learns from everything.
    private Dictionary<string, string?> WorkerSettings()
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Refresh:Period"] = "00:00:20",
            ["Refresh:AfterInteractions"] = "2147483647",
        };
        foreach (var (key, value) in Settings)
            settings[key] = value;
        return settings;
    }

    private async Task<(double? PerSecond, double? Bare)> Drive(
        LocalSystem system,
        IEnumerable<Interaction> events,
        long count,
        CancellationToken stop
    )
    {
        if (Rate > 0)
            await system.StartWorker(stop);
        await Console.Counting(
            "sending",
            count,
            report => Task.Run(() => EventSender.Send(system.Bootstrap, topics.Interactions, events, Rate, report, stop), stop)
        );
        double? bare = Baseline ? await BareLoop.Run(system.Bootstrap, topics.Interactions, count, stop) : null;
        if (Rate <= 0)
            await system.StartWorker(stop);
        return (await Drain(system.Bootstrap, count, stop), bare);
    }

    // From the first committed cycle to the last: what the start of a process costs is not throughput. Null where one cycle took everything.
    private async Task<double?> Drain(string bootstrap, long count, CancellationToken stop)
    {
        using var lag = new Lag(bootstrap, new KafkaOptions().GroupId, topics.Interactions);
        var (watch, atStart) = (new Stopwatch(), 0L);
        await Console.Counting("guarding", count, report => lag.WaitFor(count, committed => Take(committed, report), stop));
        return atStart < count ? (count - atStart) / watch.Elapsed.TotalSeconds : null;

        void Take(long committed, Action<long> report)
        {
            if (committed > 0 && !watch.IsRunning)
            {
                atStart = committed;
                watch.Start();
            }

            report(committed);
        }
    }

    private async Task<Recommended> WaitForRecommendations(string bootstrap, CancellationToken stop)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var active = ActiveUsers.Read(bootstrap, topics);
            var lists = RecommendationReader.Newest(bootstrap, topics.Recommendations);
            var recommended = new Recommended(active.Count, active.Count(lists.ContainsKey));
            if (recommended.Complete || waited.Elapsed > RefreshPatience)
                return recommended;
            await Task.Delay(2_000, stop);
        }
    }

    /// <summary>How far the recommendations have come.</summary>
    /// <param name="Active">Users with sanitized interactions.</param>
    /// <param name="WithLists">Those of them with recommendations.</param>
    private readonly record struct Recommended(int Active, int WithLists)
    {
        /// <summary>Whether all have some, and there are any.</summary>
        public bool Complete => Active > 0 && WithLists >= Active;
    }
}
