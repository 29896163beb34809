using System.Diagnostics;
using System.Text;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Lab.Measuring;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Streams;
using LowRankDefense.Simulators.Replay;
using LowRankDefense.Streaming.Kafka;

namespace LowRankDefense.Lab.Scenarios.Demo;

/// <summary>Sends a stream through a worker and watches: verdicts, recommendations, and what they would be without the guard.</summary>
internal sealed class GuardedStream
{
    private const int LinesShown = 6;
    private static readonly TimeSpan SettlePatience = TimeSpan.FromMinutes(2);
    private readonly DemoStream stream;
    private readonly LocalSystem system;
    private readonly TopicOptions topics;
    private readonly string group;
    private readonly GuardNarrator narrator;
    private readonly WorkerRecommender recommender;
    private readonly DemoTimeline timeline;
    private readonly Stopwatch watch;
    private readonly VerdictBoard verdicts;
    private readonly Dictionary<string, string[]> published = new(StringComparer.Ordinal);
    private long sent;

    /// <summary>Watches a worker that runs.</summary>
    /// <param name="stream">What is sent.</param>
    /// <param name="system">The broker and the worker.</param>
    /// <param name="topics">Names of the worker's topics.</param>
    /// <param name="group">The worker's consumer group.</param>
    /// <param name="narrator">Listens to the worker.</param>
    /// <param name="recommender">Learns as the worker does.</param>
    /// <param name="timeline">Takes what is seen.</param>
    /// <param name="watch">Runs.</param>
    public GuardedStream(
        DemoStream stream,
        LocalSystem system,
        TopicOptions topics,
        string group,
        GuardNarrator narrator,
        WorkerRecommender recommender,
        DemoTimeline timeline,
        Stopwatch watch
    )
    {
        (this.stream, this.system, this.topics, this.group, this.narrator) = (stream, system, topics, group, narrator);
        (this.recommender, this.timeline, this.watch) = (recommender, timeline, watch);
        verdicts = new VerdictBoard(stream.Fakes);
    }

    /// <summary>Where it stands, for the screen; the verdicts become part of the timeline.</summary>
    public LiveFigures Now()
    {
        var count = Interlocked.Read(ref sent);
        var moment = new DetectionMoment(watch.Elapsed.TotalSeconds, Acting(count), verdicts.Counts().TruePositives, verdicts.EverFalsePositives());
        timeline.Add(moment);
        var exposures = timeline.Exposures;
        return new LiveFigures(
            (double)count / stream.Ratings.Count,
            count / Math.Max(0.1, watch.Elapsed.TotalSeconds),
            moment.Acting,
            moment.Found,
            moment.FalseAlarms,
            [.. exposures.Select(e => e.Unguarded)],
            [.. exposures.Select(e => e.Guarded)],
            [.. timeline.Story.TakeLast(LinesShown).Select(s => FormattableString.Invariant($"{s.Second, 5:0.0} s  {s.Sentence}"))]
        );
    }

    /// <summary>Sends everything, and waits until the worker has taken it and published what it has learnt from all that it lets through.</summary>
    /// <param name="perSecond">Rate of sending.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="TimeoutException">The worker does not come to rest.</exception>
    public async Task Run(double perSecond, CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task[] watching =
        [
            OwnThread.Run(() => Follow(topics.Verdicts, verdicts.Take, ended.Token), stop),
            OwnThread.Run(() => Follow(topics.Recommendations, Publish, ended.Token), stop),
            OwnThread.Run(() => Compare(ended.Token), stop),
        ];
        try
        {
            var events = InteractionStream.Events(stream.Ratings, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
            await OwnThread.Run(
                () =>
                    EventSender.Send(system.Bootstrap, topics.Interactions, events, perSecond, count => Interlocked.Exchange(ref sent, count), stop),
                stop
            );
            await Settle(stop);
        }
        finally
        {
            await ended.CancelAsync();
            await Task.WhenAll(watching);
        }
    }

    private Dictionary<string, string[]> Published()
    {
        lock (published)
            return new Dictionary<string, string[]>(published, StringComparer.Ordinal);
    }

    private void Follow(string topic, Action<byte[], byte[]> take, CancellationToken ended) =>
        TopicFollower.Follow(system.Bootstrap, topic, r => take(r.Message.Key, r.Message.Value), ended);

    private void Publish(byte[] key, byte[] value)
    {
        var items = RecommendationReader.ItemsOf(value);
        lock (published)
            published[Encoding.UTF8.GetString(key)] = items;
    }

    // At every refresh: what is shown, and what would be had the recommender learnt from everything.
    private void Compare(CancellationToken ended)
    {
        var seen = 0;
        while (!ended.WaitHandle.WaitOne(100))
        {
            if (narrator.Refresh.Number == seen)
                continue;
            seen = narrator.Refresh.Number;
            var second = watch.Elapsed.TotalSeconds;
            var soFar = stream.Matrix(stream.Ratings.Take((int)Interlocked.Read(ref sent)).Select(r => (r.User, r.Item)));
            try
            {
                var (guarded, unguarded) = Exposure.Shown(Published(), recommender.TrainUnguarded(soFar, stream.Seed, ended), stream, ended);
                timeline.Add(new ExposureMoment(second, guarded, unguarded));
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                return;
            }
        }
    }

    // Two looks, for a patrol may be under way that holds or releases somebody.
    private async Task Settle(CancellationToken stop)
    {
        using (var lag = new Lag(system.Bootstrap, group, topics.Interactions))
            await lag.WaitFor(stream.Ratings.Count, _ => { }, stop);
        var (until, looks) = (watch.Elapsed + SettlePatience, 0);
        while (looks < 2)
        {
            if (watch.Elapsed > until)
                throw new TimeoutException(
                    $"Within {SettlePatience.TotalMinutes:0} minutes the worker has not published recommendations from all that it lets through: "
                        + $"its last refresh learnt from {narrator.Refresh.Interactions} interactions. Give it time: a shorter Refresh:Period, or a machine with less to do."
                );
            await Task.Delay(1_000, stop);
            var left = SanitizedReader.Read(system.Bootstrap, topics);
            var (_, users, interactions) = narrator.Refresh;
            looks = users == left.Count && interactions == left.Values.Sum(items => items.Count) ? looks + 1 : 0;
        }
    }

    private int Acting(long count) => stream.FirstOfFakes.Count(place => place < count);
}
