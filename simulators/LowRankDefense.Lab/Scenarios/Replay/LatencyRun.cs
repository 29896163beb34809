using System.Globalization;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Lab.Measuring;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Scenarios.Replay.Runs;
using LowRankDefense.Lab.Streams;
using Spectre.Console;

namespace LowRankDefense.Lab.Scenarios.Replay;

/// <summary>Measures latency: events come at a rate, and a reader of committed records notes when it sees each on the sanitized stream.</summary>
/// <param name="console">Where it is said that the rate was not held.</param>
/// <param name="runs">Starts the worker.</param>
/// <param name="settings">Settings of the run.</param>
/// <param name="perSecond">The rate, above 0.</param>
internal sealed class LatencyRun(IAnsiConsole console, ReplayRuns runs, RunSettings settings, double perSecond)
{
    // Below this share of the rate asked for it was another rate.
    private const double Held = 0.98;

    // Half of what is not measured is worked off as a backlog, the other half gets everybody used to the rate.
    private const double Backlog = MeasuredWindow.Start / 2;

    /// <summary>What was measured of the worker meanwhile.</summary>
    public RunCosts? Costs { get; private set; }

    /// <summary>
    /// Sends the first tenth of the events before the worker starts, which warms it up, and the others at the rate once they are worked off; returns
    /// what was measured from 20 % of the events on.
    /// </summary>
    /// <inheritdoc cref="MeasuredRun.Of" path="/exception"/>
    /// <param name="bootstrap">Broker.</param>
    /// <param name="events">The events, in order; ids as <see cref="SanitizedFollower"/> reads them.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<IReadOnlyList<Figure>> Run(BrokerAddress bootstrap, IEnumerable<Interaction> events, int count, CancellationToken stop)
    {
        var (latencies, first) = (new Latencies(count), (int)Math.Ceiling(Backlog * count));
        EventSender.Send(bootstrap, settings.Interactions, Stamped(events.Take(first), latencies, 0), perSecond: 0, _ => { }, stop);
        using var finished = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task following = Task.CompletedTask;
        try
        {
            Costs = await runs.WorkerWhile("sending and guarding", settings, SendTheRest, stop);
        }
        finally
        {
            await finished.CancelAsync();
        }

        await following;
        return Figures(latencies);

        async Task SendTheRest(CancellationToken failing)
        {
            using (var lag = new Lag(bootstrap, settings.Group, settings.Interactions, runs.From.Total))
                await lag.WaitFor(first, _ => { }, failing);
            var follower = new SanitizedFollower(bootstrap, settings.Sanitized, latencies);
            following = OwnThread.Run(() => Follow(follower, finished.Token), failing);
            await Task.WhenAny(follower.CaughtUp, following);
            var rest = Stamped(events.Skip(first), latencies, first);
            await OwnThread.Run(() => EventSender.Send(bootstrap, settings.Interactions, rest, perSecond, _ => { }, failing), failing);
        }
    }

    private static IEnumerable<Interaction> Stamped(IEnumerable<Interaction> events, Latencies latencies, int number)
    {
        foreach (var interaction in events)
        {
            latencies.Sent(number++);
            yield return interaction;
        }
    }

    private static void Follow(SanitizedFollower follower, CancellationToken finished)
    {
        using (follower)
            follower.Run(finished);
    }

    private List<Figure> Figures(Latencies latencies)
    {
        var sorted = latencies.Measured();
        var sent = latencies.SentPerSecond();
        if (sent < Held * perSecond)
            console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The sender held {sent:N0} of the {perSecond:N0} events/s asked for: the latencies are those of the lower rate."
                )
            );
        return
        [
            new("rate_asked", perSecond, "events per second"),
            new("rate", sent, "events per second that the sender held, from 20 % to 98 % of the events"),
            new("latency_events", sorted.Length, "events from 20 % to 98 % of the stream that were published, each measured"),
            new("latency_p50_ms", Latencies.Percentile(sorted, 0.5), "from sending to where a reader of committed records has it, sanitized"),
            new("latency_p99_ms", Latencies.Percentile(sorted, 0.99), "99 of 100 events took no longer"),
            new("latency_max_ms", Latencies.Percentile(sorted, 1), "the longest"),
        ];
    }
}
