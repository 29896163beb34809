using System.Diagnostics;
using System.Globalization;
using LowRankDefense.Core.Evaluation.Intervals;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Streams;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Refresh;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace LowRankDefense.Lab.Scenarios.Demo;

/// <summary>The demo: a stream with an attack in its second half, guarded live; then what the attack would have done, what the guard left of it, and what that cost.</summary>
/// <param name="console">Where it is shown.</param>
/// <param name="request">What is to be shown.</param>
internal sealed class DemoScenario(IAnsiConsole console, DemoRequest request)
{
    private readonly DemoTimeline timeline = new();
    private readonly Stopwatch watch = new();

    /// <summary>Runs the demo.</summary>
    /// <param name="stop">Stops at once.</param>
    /// <exception cref="ArgumentException">The worker would not recommend anything: it is told not to, or there are too few users.</exception>
    /// <exception cref="TimeoutException">The worker does not come to rest.</exception>
    public async Task<DemoResult> Run(CancellationToken stop)
    {
        var stream = DemoStream.Draw(request.Data, request.Attack, request.Seed);
        Introduce(stream);
        await using var system = await LocalSystem.Start(null);
        using var narrator = new GuardNarrator(Tell);
        system.ConfigureWorker(Differences().ToDictionary(s => s.Key, s => (string?)s.Value, StringComparer.OrdinalIgnoreCase), narrator.ListenTo);
        var topics = system.WorkerServices.GetRequiredService<TopicOptions>();
        Check(system.WorkerServices.GetRequiredService<RefreshOptions>(), stream);
        var recommender = WorkerRecommender.Of(system.WorkerServices);
        var (limits, profiles) = (
            system.WorkerServices.GetRequiredService<InteractionOptions>(),
            system.WorkerServices.GetRequiredService<ProfileOptions>()
        );
        var group = system.WorkerServices.GetRequiredService<KafkaOptions>().GroupId;
        foreach (var topic in new[] { topics.Interactions, topics.Verdicts, topics.Recommendations })
            await Clients.EnsureTopic(system.Bootstrap, topic, topics.Partitions);
        await system.StartWorker(stop);
        var began = TimeProvider.System.GetUtcNow();
        watch.Start();
        var guarded = new GuardedStream(stream, system, topics, group, narrator, recommender, timeline, watch);
        await LiveView.Run(console, guarded.Run(stream.Ratings.Count / request.Seconds, stop), guarded.Now, stop);
        await system.StopWorker();

        // Read anew: who followed the topics while it ran may not have come to their ends.
        var verdicts = VerdictBoard.Read(system.Bootstrap, topics.Verdicts, stream.Fakes);
        var published = RecommendationReader.Newest(system.Bootstrap, topics.Recommendations);
        var comparison = await Compare(stream, system.Bootstrap, topics, published, recommender, stop);
        var result = new DemoResult
        {
            Stream = stream,
            Attack = request.Attack,
            Settings = Differences(),
            Began = began,
            Verdicts = verdicts,
            Comparison = comparison,
            Timeline = timeline,
            Alerts = AlertRow.Read(system.Bootstrap, topics.Alerts),
            Audit = StreamAuditor.Audit(system.Bootstrap, topics, limits, profiles),
        };
        Conclude(result);
        return result;
    }

    private async Task<DemoComparison> Compare(
        DemoStream stream,
        BrokerAddress bootstrap,
        TopicOptions topics,
        IReadOnlyDictionary<string, string[]> published,
        WorkerRecommender recommender,
        CancellationToken stop
    )
    {
        var sanitized = stream.Matrix(SanitizedReader.Read(bootstrap, topics).SelectMany(own => own.Value.Select(item => (own.Key, item))));
        DemoComparison? comparison = null;
        await console.Counting(
            "Training the recommender with and without attack and guard",
            DemoComparison.Trainings,
            done =>
            {
                comparison = DemoComparison.Of(stream, sanitized, published, recommender, done, stop);
                return Task.CompletedTask;
            }
        );
        return comparison!;
    }

    private static void Check(RefreshOptions refresh, DemoStream stream)
    {
        if (!refresh.Enabled)
            throw new ArgumentException("Refresh:Enabled=false: the demo shows recommendations, which a worker makes when it refreshes.");
        if (stream.Genuine.Count < refresh.MinimumUsers)
            throw new ArgumentException(
                $"{stream.Genuine.Count} users, and the worker learns nothing from fewer than {refresh.MinimumUsers}: take more data, or --set Refresh:MinimumUsers=60."
            );
    }

    private IReadOnlyList<DemoSetting> Differences() =>
        [
            .. DemoSettings.Of(request.Attack).Where(s => !request.Settings.Keys.Contains(s.Key, StringComparer.OrdinalIgnoreCase)),
            .. request.Settings.Select(s => new DemoSetting(s.Key, s.Value ?? "", "as you asked")),
        ];

    private void Introduce(DemoStream stream)
    {
        console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{stream.Genuine.Count:N0} genuine users; from half of the stream on {stream.Fakes.Count:N0} fakes ({request.Attack}) push {string.Join(", ", stream.TargetIds)}."
            )
        );
        console.WriteLine("What differs from a worker out of the box:");
        foreach (var (key, value, reason) in Differences())
            console.WriteLine($"  {key}={value}: {reason}");
    }

    private void Tell(string sentence)
    {
        var second = watch.Elapsed.TotalSeconds;
        timeline.Add(second, sentence);
        if (!console.Profile.Capabilities.Interactive)
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{second, 5:0.0} s  {sentence}"));
    }

    private void Conclude(DemoResult result)
    {
        var c = result.Comparison;
        var table = new Table()
            .Border(TableBorder.Rounded)
            .Title("what genuine users are shown")
            .AddColumns("recommender", $"with a target in their top {DemoSettings.K}", "mean rank of the targets", $"recall@{DemoSettings.K}");
        Row(table, "trained on the genuine users alone", c.Clean);
        table.AddRow("  one more such training, 99 %", Interval(c.TargetHit, "P1"), Interval(c.TargetRank, "N0"), Interval(c.Recall, "0.000"));
        Row(table, "trained on everything: no guard", c.Attacked);
        Row(table, "trained on everything, least supported users trimmed", c.Trimmed);
        Row(table, "trained on what the guard lets through", c.Defended);
        Row(table, "as the worker published it", c.Published);
        console.Write(table);
        console.WriteLine(result.Succeeded ? DemoResult.Success : string.Join('\n', result.Shortcomings()));
    }

    private static void Row(Table table, string name, Exposure exposure) =>
        table.AddRow(
            name,
            exposure.TargetHit.ToString("P1", CultureInfo.InvariantCulture),
            exposure.TargetRank?.ToString("N0", CultureInfo.InvariantCulture) ?? "–",
            exposure.Recall.ToString("0.000", CultureInfo.InvariantCulture)
        );

    private static string Interval(ConfidenceInterval interval, string format) =>
        $"{interval.Low.ToString(format, CultureInfo.InvariantCulture)} to {interval.High.ToString(format, CultureInfo.InvariantCulture)}";
}
