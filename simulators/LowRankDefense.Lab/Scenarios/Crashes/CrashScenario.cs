using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Scenarios.Replay;
using LowRankDefense.Lab.Scenarios.Replay.Runs;
using LowRankDefense.Lab.Streams;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Crashes;
using LowRankDefense.Simulators.Replay;
using LowRankDefense.Streaming.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace LowRankDefense.Lab.Scenarios.Crashes;

/// <summary>A worker with a detector in force guards a stream, and is killed again and again, and so is its broker; then every event is accounted for.</summary>
/// <param name="console">Where progress is shown.</param>
/// <param name="request">What is asked for.</param>
internal sealed class CrashScenario(IAnsiConsole console, CrashRequest request)
{
    /// <summary>Runs the test; it succeeds where nothing is missing and nothing happened twice.</summary>
    /// <param name="stop">Stops at once.</param>
    /// <exception cref="ArgumentException">The broker is to be killed and there is none that keeps anything, or the stream is too short.</exception>
    public async Task<Outcome> Run(CancellationToken stop)
    {
        if (request is { BrokerKills: > 0, Kafka: null })
            throw new ArgumentException(
                "--broker-kills takes a broker that keeps its topics: name one with --kafka. The embedded one has them in memory."
            );
        if (request.Keep is { } keep)
            Directory.CreateDirectory(keep);
        var stream = ReplayStream.Draw(request.Stream);
        var random = new SeededRandom(request.Stream.Seed);
        var plan = Plan(stream.Ratings.Count, random);
        await using var node = request.Kafka is { } script ? await KafkaNode.StartAsync(script, Kept("kafka"), stop) : null;
        await using var system = await LocalSystem.Start(node?.BootstrapServers);
        var settings = new ReplaySettings(system.Bootstrap, prefix: "", system.State, request.Stream.Attack, request.Stream.Settings);
        var run = settings.Of(run: null, input: null);
        system.ConfigureWorker(run.Values);
        await Clients.EnsureTopic(system.Bootstrap, run.Interactions, Service<TopicOptions>(system).Partitions);
        var options = Service<DetectorSettings>(system);
        var detector = await console.Working(
            "Training a detector",
            () => DetectorInForce.Publish(system.Bootstrap, settings.Models, stream.Data, options, request.Stream.Seed, stop)
        );

        using var crashes = new CrashRun(console, system.Bootstrap, run, stream.Ratings.Count, node, random, Kept("worker.log"));
        await crashes.Run(Events(stream), request.PerSecond, plan, stop);
        return await console.Working("Accounting for every event", () => Task.FromResult(Result(system, stream, [detector, .. crashes.Figures()])));
    }

    private static T Service<T>(LocalSystem system)
        where T : notnull => system.WorkerServices.GetRequiredService<T>();

    private static IEnumerable<Interaction> Events(ReplayStream stream) =>
        InteractionStream.Events(stream.Ratings, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());

    private string? Kept(string what) => request.Keep is { } folder ? Path.Combine(folder, what) : null;

    private IReadOnlyList<Crash> Plan(int events, SeededRandom random)
    {
        try
        {
            return CrashPlan.Draw(events, request.WorkerKills, request.BrokerKills, random);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new ArgumentException($"The stream is too short for so many kills: {e.Message} Send it more often (--repeat), or kill less.", e);
        }
    }

    private static Outcome Result(LocalSystem system, ReplayStream stream, IReadOnlyList<Figure> figures)
    {
        var topics = Service<TopicOptions>(system);
        var report = StreamAuditor.Audit(system.Bootstrap, topics, Service<InteractionOptions>(system), Service<ProfileOptions>(system));
        return new Outcome(
            [
                new("sent", stream.Ratings.Count, "interactions sent, fakes among them"),
                .. figures,
                .. AuditFigures.Of(report),
                .. DetectionFigures.Of(system.Bootstrap, topics, stream, isPaced: true),
            ],
            report.Balances && report.In == stream.Ratings.Count
        );
    }
}
