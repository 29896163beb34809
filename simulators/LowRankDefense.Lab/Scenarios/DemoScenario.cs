using System.Diagnostics;
using System.Globalization;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Streams;
using LowRankDefense.Simulators.Audit;
using LowRankDefense.Simulators.Replay;
using LowRankDefense.Streaming.Kafka;
using Spectre.Console;

namespace LowRankDefense.Lab.Scenarios;

/// <summary>The demo: a stream with an attack in its second half, guarded live, then compared with the injected truth.</summary>
internal sealed class DemoScenario
{
    private const int Rank = 32;
    private const int K = 10;
    private const int ExposureEvery = 5;
    private const double LeastRecall = 0.95;
    private const double MostFalsePositives = 0.01;
    private static readonly TimeSpan RefreshPeriod = TimeSpan.FromSeconds(7);
    private static readonly TimeSpan RefreshSlack = TimeSpan.FromSeconds(4);
    private readonly TopicOptions topics = new();

    // The last recommendations of each user from before the attack.
    private readonly Dictionary<string, string[]> before = new(StringComparer.Ordinal);

    /// <summary>Where the stream is shown.</summary>
    public required IAnsiConsole Console { get; init; }

    /// <summary>Folder or file of a data set; null for a synthetic population.</summary>
    public string? Data { get; init; }

    /// <summary>Name of the attack.</summary>
    public required string Attack { get; init; }

    /// <summary>How long the stream lasts, above 0.</summary>
    public required double Seconds { get; init; }

    /// <summary>Seed of the stream.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Runs the demo; it succeeds where the attack was found, the genuine users were spared and every event is accounted for.</summary>
    /// <param name="stop">Stops at once.</param>
    public async Task<Outcome> Run(CancellationToken stop)
    {
        var stream = DemoStream.Draw(Data, Attack, Seed);
        await using var system = await LocalSystem.Start(null);
        await system.StartWorker(Settings(), stop);
        await Clients.EnsureTopic(system.Bootstrap, topics.Interactions, topics.Partitions);
        await Clients.EnsureTopic(system.Bootstrap, topics.Verdicts, topics.Partitions);
        var board = new VerdictBoard(stream.Fakes);
        using var following = CancellationTokenSource.CreateLinkedTokenSource(stop);
        // On the pool, as the sender: what is found here depends on when a refresh falls into the stream, and with threads of their own it falls badly.
        var follower = Task.Run(() => board.Follow(system.Bootstrap, topics.Verdicts, following.Token), stop);
        double perSecond;
        try
        {
            perSecond = await Send(system.Bootstrap, stream, board, stop);
            Console.MarkupLine("Waiting for the last refresh …");
            await Task.Delay(RefreshPeriod + RefreshSlack, stop);
        }
        finally
        {
            await following.CancelAsync();
            await follower;
        }

        var defended = RecommendationReader.Newest(system.Bootstrap, topics.Recommendations);
        var attacked = UndefendedRecommender.Recommend(stream.Ratings, Rank, K, Seed, stop);
        return Compare(stream, board, perSecond, attacked, defended, StreamAuditor.Audit(system.Bootstrap, topics));
    }

    // Sends the stream, shows what happens meanwhile, and waits until the worker has taken all of it; returns events per second.
    private async Task<double> Send(string bootstrap, DemoStream stream, VerdictBoard board, CancellationToken stop)
    {
        var total = stream.Ratings.Count;
        var events = InteractionStream.Events(stream.Ratings, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        var (watch, sent, second, exposure) = (Stopwatch.StartNew(), 0L, 0, (double?)null);
        var sending = Task.Run(
            () => EventSender.Send(bootstrap, topics.Interactions, events, total / Seconds, count => Volatile.Write(ref sent, count), stop),
            stop
        );
        await LiveTable.Run(Console, sending, Now, stop);
        using var lag = new Lag(bootstrap, new KafkaOptions().GroupId, topics.Interactions);
        await lag.WaitFor(total, _ => { }, stop);
        return total / watch.Elapsed.TotalSeconds;

        LiveFigures Now()
        {
            var count = Volatile.Read(ref sent);
            if (second++ % ExposureEvery == 0)
                exposure = Exposure(bootstrap, stream, count / (double)total);
            var (flagged, hits, falseAlarms) = board.Counts();
            var rate = count / Math.Max(0.1, watch.Elapsed.TotalSeconds);
            return new LiveFigures(count / (double)total, rate, flagged, stream.Fakes.Count, hits, falseAlarms, exposure);
        }
    }

    private double Exposure(string bootstrap, DemoStream stream, double progress)
    {
        var lists = RecommendationReader.Newest(bootstrap, topics.Recommendations);
        if (progress < DemoStream.AttackFrom)
        {
            foreach (var (user, items) in lists)
                before[user] = items;
        }

        return RecommendationReader.Exposure(lists, [.. lists.Keys.Where(stream.Genuine.Contains)], stream.Targets, K);
    }

    private Outcome Compare(
        DemoStream stream,
        VerdictBoard board,
        double perSecond,
        Dictionary<string, string[]> attacked,
        Dictionary<string, string[]> defended,
        AuditReport report
    )
    {
        var (flagged, hits, falseAlarms) = board.Counts();
        var recall = (double)hits / stream.Fakes.Count;
        var falsePositiveRate = (double)falseAlarms / stream.Genuine.Count;
        double Exposed(Dictionary<string, string[]> lists, IReadOnlyCollection<string> users) =>
            RecommendationReader.Exposure(lists, users, stream.Targets, K);
        return new Outcome(
            [
                new("events", stream.Ratings.Count, "interactions sent"),
                new("events_per_s", perSecond, "paced to last about a minute; 'lowrank replay' measures flat out"),
                new("fakes_injected", stream.Fakes.Count, $"fake users of the {Attack} attack"),
                new("flagged", flagged, "users whose last verdict is fake"),
                new("fakes_flagged", hits, "of them injected"),
                new("recall", recall, "share of the injected fakes that were flagged"),
                new("false_positives", falseAlarms, "of them genuine"),
                new("false_positive_rate", falsePositiveRate, "share of the genuine users that were flagged"),
                new("events_to_detection", board.MedianEventsToDetection(), "median interactions of a fake before its verdict"),
                new("exposure_before", Exposed(before, before.Keys), $"share of users with a target in their top {K} before the attack"),
                new("exposure_attacked", Exposed(attacked, stream.Genuine), "genuine users, recommender trained on everything"),
                new("exposure_defended", Exposed(defended, stream.Genuine), "genuine users, as the guard published them"),
                AuditFigures.Balanced(report),
            ],
            report.Balances && recall >= LeastRecall && falsePositiveRate <= MostFalsePositives
        );
    }

    private static Dictionary<string, string?> Settings() =>
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["Refresh:Period"] = RefreshPeriod.ToString(),
            ["Refresh:MinimumUsers"] = "1000",
            ["Refresh:SelfTraining"] = "EveryRefresh",
            ["Refresh:Rank"] = Rank.ToString(CultureInfo.InvariantCulture),
            ["Refresh:Recommendations"] = K.ToString(CultureInfo.InvariantCulture),
        };
}
