using System.Globalization;
using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Scenarios.Replay.Runs;
using LowRankDefense.Lab.Streams;
using LowRankDefense.Simulators.Replay;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace LowRankDefense.Lab.Scenarios.Replay;

/// <summary>One replay: a detector in force, the stream through the worker, measured, then everything accounted for.</summary>
/// <param name="console">Where progress is shown.</param>
/// <param name="request">What is asked for.</param>
internal sealed class ReplayScenario(IAnsiConsole console, ReplayRequest request)
{
    /// <summary>Runs the replay; it succeeds where every event is accounted for and every user got recommendations.</summary>
    /// <param name="stop">Stops at once.</param>
    /// <exception cref="ArgumentException">Both an attack and a file of fakes are given, or there is no such target.</exception>
    public async Task<Outcome> Run(CancellationToken stop)
    {
        var stream = ReplayStream.Draw(request);
        await using var system = await LocalSystem.Start(request.Bootstrap);
        using var broker = new ReplayBroker(system, request.BrokerPid);
        var settings = new ReplaySettings(system.Bootstrap, Prefix(), system.State, request.Settings);
        // A bad setting is to end the replay before anything is sent.
        system.ConfigureWorker(WithRefresh(settings.Of(run: null, input: null)));
        var detector = await PublishDetector(system, settings, stream, stop);
        var measured = await Measure(system, broker, settings, stream, stop);
        var checks = await new FinalChecks(console, system).Run(stream.Ratings.Count, stop);
        return new Outcome(
            [
                new("sent", stream.Ratings.Count, "interactions sent, fakes among them"),
                new("fake_interactions", stream.FakeInteractions, "interactions of injected fakes"),
                .. checks.Figures,
                detector,
                .. DetectionFigures.Of(system.Bootstrap, Service<TopicOptions>(system), stream),
                .. measured,
                .. TopicFigures.Of(broker, Service<TopicOptions>(system), stream.Ratings.Count),
            ],
            checks.Succeeded
        );
    }

    private static T Service<T>(LocalSystem system)
        where T : notnull => system.WorkerServices.GetRequiredService<T>();

    // On a broker that others use, a replay has topics of its own and leaves them: the last run's can be looked at.
    private string Prefix() =>
        request.Bootstrap is null ? "" : $"replay-{TimeProvider.System.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture)}.";

    // In the end, and not while something is measured, unless it was asked for.
    private Dictionary<string, string?> WithRefresh(RunSettings last)
    {
        var settings = new Dictionary<string, string?>(last.Values, StringComparer.OrdinalIgnoreCase)
        {
            ["Refresh:Enabled"] = "true",
            ["Refresh:Period"] = "00:00:20",
            ["Refresh:AfterInteractions"] = "2147483647",
            ["Logging:LogLevel:Default"] = "Error",
        };
        foreach (var (key, value) in request.Settings.Where(s => s.Key.StartsWith("Refresh:", StringComparison.OrdinalIgnoreCase)))
            settings[key] = value;
        return settings;
    }

    private async Task<Figure> PublishDetector(LocalSystem system, ReplaySettings settings, ReplayStream stream, CancellationToken stop)
    {
        console.WriteLine("Training a detector …");
        var options = Service<DetectorSettings>(system);
        return await DetectorInForce.Publish(system.Bootstrap, settings.Models, stream.Data, options, request.Seed, stop);
    }

    private async Task<IReadOnlyList<Figure>> Measure(
        LocalSystem system,
        ReplayBroker broker,
        ReplaySettings settings,
        ReplayStream stream,
        CancellationToken stop
    )
    {
        var (last, events, count) = (settings.Of(run: null, input: null), Events(stream), stream.Ratings.Count);
        var (runs, figures, costs) = (new ReplayRuns(console, broker, count), new List<Figure>(), new List<RunCosts>());
        double? throughput = null;
        if (request.Rate.AsksForThroughput)
        {
            var input = request.Rate.IsPaced ? settings.Of(run: null, ThroughputRounds.Input).Interactions : last.Interactions;
            await Prepare(system, input);
            await console.Counting("sending", count, sent => Task.Run(() => EventSender.Send(system.Bootstrap, input, events, 0, sent, stop), stop));
            var rounds = new ThroughputRounds(console, runs, settings, request);
            await rounds.Run(stop);
            figures.AddRange(rounds.Figures(broker));
            costs.AddRange(rounds.Worker);
            throughput = rounds.PerSecond;
        }

        if (request.Rate.IsPaced)
        {
            await Prepare(system, last.Interactions);
            var latency = new LatencyRun(console, runs, last, Rate(throughput));
            figures.AddRange(await latency.Run(system.Bootstrap, events, count, stop));
            if (!request.Rate.AsksForThroughput)
                costs.Add(latency.Costs!);
        }

        if (!request.Rate.AsksForThroughput)
            figures.AddRange(CostFigures.Of(costs, broker));
        if (request.Profile)
            figures.AddRange(Profile(system, costs));
        return figures;
    }

    private double Rate(double? throughput) =>
        !request.Rate.IsMultiple ? request.Rate.Value
        : throughput is { } perSecond ? request.Rate.Value * perSecond
        : throw new ArgumentException(
            "--rate: too few events for a throughput to take a multiple of; send more, such as with --repeat, or give events per second."
        );

    private static IEnumerable<Interaction> Events(ReplayStream stream) =>
        InteractionStream.Events(stream.Ratings, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());

    private async Task Prepare(LocalSystem system, string input)
    {
        await Clients.EnsureTopic(system.Bootstrap, input, Service<TopicOptions>(system).Partitions);
        if (TopicDump.Read(system.Bootstrap, input, _ => { }) > 0)
            throw new ArgumentException(
                $"The topic {input} has records already: give the replay one of its own, or leave Topics:Interactions alone."
            );
    }

    private IReadOnlyList<Figure> Profile(LocalSystem system, IReadOnlyList<RunCosts> costs)
    {
        var profile = ProfileFigures.Of(costs, Service<PipelineOptions>(system).LoopsFor(Service<TopicOptions>(system).Partitions));
        if (profile.Count == 0)
            console.WriteLine("No profile: there was too little to measure, or the worker did not answer on /metrics.");
        return profile;
    }
}
