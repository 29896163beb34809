using System.Globalization;
using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Lab.Measuring;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Scenarios.Replay.Runs;
using LowRankDefense.Lab.Streams;
using LowRankDefense.Simulators.Replay;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Pipeline;
using LowRankDefense.Streaming.Refresh;
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
        await using var system = await LocalSystem.Start(Broker);
        using var broker = new ReplayBroker(system, request.BrokerPid);
        var prefix = Prefix();
        var settings = new ReplaySettings(system.Bootstrap, prefix, system.State, request.Attack, request.Settings);
        // A bad setting is to end the replay before anything is sent.
        system.ConfigureWorker(settings.Of(run: null, input: null).With(WithRefresh, request.Settings).Values);
        var session = new Session(system, broker, settings, stream);
        try
        {
            return await Run(session, stop);
        }
        catch
        {
            SayWhatStays(prefix);
            throw;
        }
    }

    private async Task<Outcome> Run(Session session, CancellationToken stop)
    {
        var (system, stream) = (session.System, session.Stream);
        var detector = await PublishDetector(session, stop);
        var measured = await Measure(session, stop);
        var checks = await new FinalChecks(console, system, session.From).Run(stream, stop);
        var topics = Service<TopicOptions>(system);
        var lists = RecommendationReader.Newest(system.Bootstrap, topics.Recommendations);
        var exposure = ExposureFigures.Of(
            console,
            stream,
            lists,
            Service<RefreshOptions>(system),
            WorkerRecommender.Of(system.WorkerServices),
            request.Seed,
            stop
        );
        console.WriteLine("Reading verdicts, alerts and sizes …");
        return new Outcome(
            [
                new("sent", stream.Ratings.Count, "interactions sent, fakes among them"),
                new("fake_interactions", stream.FakeInteractions, "interactions of injected fakes"),
                .. checks.Figures,
                detector,
                .. DetectionFigures.Of(system.Bootstrap, topics, stream, request.Rate.IsPaced),
                .. exposure,
                .. measured,
                .. TopicFigures.Of(session.Broker, topics, stream.Ratings.Count, session.From),
            ],
            checks.Succeeded
        );
    }

    // Null for one of our own.
    private BrokerAddress? Broker => BrokerAddress.Of(request.Bootstrap, request.Settings);

    // What is measured is one run without a pause, so that a replay is not gone on with.
    private void SayWhatStays(string prefix)
    {
        if (prefix.Length > 0)
            console.WriteLine(
                $"A replay that has ended early is not gone on with. Its topics stay on the broker, as {prefix}…; "
                    + "run it again, and it begins anew with others."
            );
    }

    private static T Service<T>(LocalSystem system)
        where T : notnull => system.WorkerServices.GetRequiredService<T>();

    // On a broker that others use, a replay has topics of its own and leaves them: the last run's can be looked at.
    private string Prefix() =>
        Broker is null ? "" : $"replay-{TimeProvider.System.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture)}.";

    // Models are learnt in the end, and not while something is measured, unless it was asked for.
    private static Dictionary<string, string?> WithRefresh { get; } =
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["Refresh:Enabled"] = "true",
            ["Refresh:Period"] = "00:00:20",
            ["Refresh:AfterInteractions"] = "2147483647",
            ["Logging:LogLevel:Default"] = "Error",
        };

    // Nothing is learnt anew, and campaigns are looked for.
    private static Dictionary<string, string?> WithPatrols { get; } =
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["Refresh:Enabled"] = "true",
            ["Refresh:Period"] = "7.00:00:00",
            ["Refresh:AfterInteractions"] = "2147483647",
        };

    private Task<Figure> PublishDetector(Session session, CancellationToken stop)
    {
        var options = Service<DetectorSettings>(session.System);
        return console.Working(
            "Training a detector",
            () => DetectorInForce.Publish(session.Bootstrap, session.Settings.Models, session.Stream.Data, options, request.Seed, stop)
        );
    }

    private async Task<IReadOnlyList<Figure>> Measure(Session session, CancellationToken stop)
    {
        var rounds = request.Rate.AsksForThroughput ? await Throughput(session, stop) : null;
        if (!request.Rate.IsPaced)
            return [.. rounds!.Figures(session.Broker), .. Profile(session, rounds.Worker)];
        var last = session.Settings.Of(run: null, input: null).With(WithPatrols, request.Settings);
        await Prepare(session, last.Interactions);
        var latency = new LatencyRun(console, session.Runs(console), last, Rate(rounds?.PerSecond));
        var latencies = await latency.Run(session.Bootstrap, session.Events(), session.Count, stop);
        RunCosts[] paced = [latency.Costs!];
        return rounds is null
            ? [.. latencies, .. CostFigures.Of(paced, session.Broker), .. Profile(session, paced)]
            :
            [
                .. rounds.Figures(session.Broker),
                .. latencies,
                .. CostFigures.Of(paced, session.Broker, "paced_"),
                .. Profile(session, rounds.Worker),
            ];
    }

    private async Task<ThroughputRounds> Throughput(Session session, CancellationToken stop)
    {
        var input = session.Settings.Of(run: null, ThroughputRounds.InputFor(request)).Interactions;
        await Prepare(session, input);
        await console.Counting(
            "sending",
            session.Count,
            sent => OwnThread.Run(() => EventSender.Send(session.Bootstrap, input, session.Events(), perSecond: 0, sent, stop), stop)
        );
        var rounds = new ThroughputRounds(console, session.Runs(console), session.Settings, request);
        await rounds.Run(stop);
        if (ThroughputRounds.InputFor(request) is not null)
            await Clients.DeleteTopics(session.Bootstrap, [input]);
        return rounds;
    }

    private double Rate(double? throughput) =>
        !request.Rate.IsMultiple ? request.Rate.Value
        : throughput is { } perSecond ? request.Rate.Value * perSecond
        : throw new ArgumentException(
            "--rate: too few events for a throughput to take a multiple of; send more, such as with --repeat, or give events per second."
        );

    private async Task Prepare(Session session, string input)
    {
        if (!Clients.Exists(session.Bootstrap, input))
        {
            await Clients.EnsureTopic(session.Bootstrap, input, Service<TopicOptions>(session.System).Partitions);
            session.From = StartOffsets.Beginning;
        }
        else if (request.IntoExisting)
            session.From = StartOffsets.EndOf(session.Bootstrap, input);
        else
            throw new ArgumentException(
                $"The topic {input} is there already, and fakes would be written into it: leave Topics:Interactions alone, or say --into-existing."
            );
    }

    private IReadOnlyList<Figure> Profile(Session session, IReadOnlyList<RunCosts> costs)
    {
        if (!request.Profile)
            return [];
        var loops = Service<PipelineOptions>(session.System).LoopsFor(Service<TopicOptions>(session.System).Partitions);
        var profile = ProfileFigures.Of(costs, loops);
        if (profile.Count == 0)
            console.WriteLine("No profile: there was too little to measure, or the worker did not answer on /metrics.");
        return profile;
    }

    /// <summary>What a replay works on.</summary>
    private sealed record Session(LocalSystem System, ReplayBroker Broker, ReplaySettings Settings, ReplayStream Stream)
    {
        /// <summary>Where in its topic the stream begins.</summary>
        public StartOffsets From { get; set; } = StartOffsets.Beginning;

        /// <summary>Starts the processes that are measured.</summary>
        public ReplayRuns Runs(IAnsiConsole console) => new(console, Broker, Count, From);

        /// <summary>The broker.</summary>
        public BrokerAddress Bootstrap => System.Bootstrap;

        /// <summary>How many events are sent.</summary>
        public int Count => Stream.Ratings.Count;

        /// <summary>The events, in order.</summary>
        public IEnumerable<Interaction> Events() =>
            InteractionStream.Events(Stream.Ratings, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
    }
}
