using System.Diagnostics;
using System.Globalization;
using LowRankDefense.Core.Evaluation.Intervals;
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
    public async Task<DemoResult> Run(CancellationToken stop)
    {
        var stream = DemoStream.Draw(request.Data, request.Attack, request.Seed);
        Introduce(stream);
        await using var system = await LocalSystem.Start(null);
        using var narrator = new GuardNarrator(Tell);
        system.ConfigureWorker(Settings(), narrator.ListenTo);
        var topics = system.WorkerServices.GetRequiredService<TopicOptions>();
        var recommender = new WorkerRecommender(system.WorkerServices.GetRequiredService<RefreshOptions>());
        foreach (var topic in new[] { topics.Interactions, topics.Verdicts, topics.Recommendations })
            await Clients.EnsureTopic(system.Bootstrap, topic, topics.Partitions);
        await system.StartWorker(stop);
        watch.Start();
        var guarded = new GuardedStream(stream, system, topics, narrator, recommender, timeline, watch);
        await LiveView.Run(console, guarded.Run(stream.Ratings.Count / request.Seconds, stop), guarded.Now, stop);
        await system.StopWorker();

        var sanitized = stream.Matrix(SanitizedReader.Read(system.Bootstrap, topics).SelectMany(own => own.Value.Select(item => (own.Key, item))));
        DemoComparison? comparison = null;
        await console.Counting(
            "Training the recommender with and without attack and guard",
            DemoComparison.Trainings,
            done =>
            {
                comparison = DemoComparison.Of(stream, sanitized, guarded.Published(), recommender, done, stop);
                return Task.CompletedTask;
            }
        );
        var result = new DemoResult
        {
            Stream = stream,
            Attack = request.Attack,
            Sanitized = sanitized,
            Verdicts = guarded.Verdicts,
            Comparison = comparison!,
            Timeline = timeline,
            Alerts = AlertRow.Read(system.Bootstrap, topics.Alerts),
            Audit = StreamAuditor.Audit(system.Bootstrap, topics),
        };
        Conclude(result);
        return result;
    }

    private Dictionary<string, string?> Settings()
    {
        var settings = DemoSettings.Of(request.Attack).ToDictionary(s => s.Key, s => (string?)s.Value, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in request.Settings)
            settings[key] = value;
        return settings;
    }

    private void Introduce(DemoStream stream)
    {
        console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{stream.Genuine.Count:N0} genuine users; from half of the stream on {stream.Fakes.Count:N0} fakes ({request.Attack}) push {string.Join(", ", stream.TargetIds)}."
            )
        );
        console.WriteLine("What differs from a worker out of the box:");
        foreach (var setting in DemoSettings.Of(request.Attack).Where(s => !request.Settings.ContainsKey(s.Key)))
            console.WriteLine($"  {setting.Key}={setting.Value}: {setting.Reason}");
        foreach (var (key, value) in request.Settings)
            console.WriteLine($"  {key}={value}: as you asked");
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
        table.AddRow("  one more such training, 95 %", Interval(c.TargetHit, "P1"), Interval(c.TargetRank, "N0"), Interval(c.Recall, "0.000"));
        Row(table, "trained on everything: no guard", c.Attacked);
        Row(table, "trained on what the guard lets through", c.Defended);
        Row(table, "as the worker published it", c.Published);
        console.Write(table);
        console.WriteLine(
            result.Succeeded
                ? "The attack does harm, the guard undoes it within its budget of false alarms, and every event is accounted for."
                : string.Join('\n', result.Shortcomings())
        );
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
