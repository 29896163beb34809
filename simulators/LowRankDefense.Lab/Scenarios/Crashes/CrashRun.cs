using System.Diagnostics;
using System.Globalization;
using Confluent.Kafka;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Lab.Measuring;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Processes;
using LowRankDefense.Lab.Scenarios.Replay.Runs;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Crashes;
using Spectre.Console;

namespace LowRankDefense.Lab.Scenarios.Crashes;

/// <summary>Carries a plan of crashes out: nothing is killed before the worker has committed more than was sent at the crash before.</summary>
/// <param name="console">Where every crash is reported.</param>
/// <param name="bootstrap">Broker.</param>
/// <param name="settings">Settings of the worker.</param>
/// <param name="count">How many events there are.</param>
/// <param name="node">The broker's node; null where it is not killed.</param>
/// <param name="random">Draws the moments.</param>
/// <param name="log">File that all the worker says is added to; null for none.</param>
internal sealed class CrashRun(
    IAnsiConsole console,
    BrokerAddress bootstrap,
    RunSettings settings,
    long count,
    KafkaNode? node,
    SeededRandom random,
    string? log
) : IDisposable
{
    // A few cycles: a crash comes anywhere in one.
    private const int WithinMilliseconds = 300;

    // How long a broker stays away before it is started again, at most.
    private const int AwayMilliseconds = 2_000;

    // Some rounds of giving a transaction up and waiting for the broker to undo it: one takes half a minute.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly Dictionary<CrashTarget, List<double>> recoveries = new() { [CrashTarget.Worker] = [], [CrashTarget.Broker] = [] };
    private readonly Lag lag = new(bootstrap, settings.Group, settings.Interactions);
    private ChildProcess worker = ChildProcess.StartWorker(settings.Values, log);
    private long sent;

    /// <summary>Sends the events while worker and broker crash; ends when everything is committed.</summary>
    /// <param name="events">The events, in order.</param>
    /// <param name="perSecond">How fast they are sent.</param>
    /// <param name="plan">What is killed, and when.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="ChildProcessException">The worker has ended by itself.</exception>
    /// <exception cref="ArgumentException">The stream was over before the kills.</exception>
    /// <exception cref="TimeoutException">After a crash nothing was committed for five minutes.</exception>
    public async Task Run(IEnumerable<Interaction> events, double perSecond, IReadOnlyList<Crash> plan, CancellationToken stop)
    {
        using var failing = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var sending = OwnThread.Run(() => EventSender.Send(bootstrap, settings.Interactions, events, perSecond, Sent, failing.Token), failing.Token);
        try
        {
            await console.Counting("sending, guarding and crashing", count, report => Carry(plan, sending, report, stop));
            await sending;
            await lag.WaitFor(count, _ => worker.ThrowIfEnded(), stop);
        }
        finally
        {
            await failing.CancelAsync();
        }
    }

    /// <summary>How often what was killed, and how long it took to catch up.</summary>
    public IEnumerable<Figure> Figures() =>
        recoveries
            .SelectMany(r => FiguresOf(r.Key.ToString().ToLowerInvariant(), r.Value))
            .Append(
                new(
                    "skipped_by_broker",
                    node?.SkippedTransactions ?? 0,
                    "transactions that the broker left undone in part when it came back, by its own log: what they lack is no doing of the worker"
                )
            );

    /// <inheritdoc/>
    public void Dispose()
    {
        worker.Dispose();
        lag.Dispose();
    }

    private static IEnumerable<Figure> FiguresOf(string target, List<double> seconds)
    {
        var spread = Spread.Of(seconds.Cast<double?>());
        return
        [
            new($"{target}_kills", seconds.Count, $"times that the {target} was killed without warning while events came"),
            new($"{target}_recovery_s", spread?.Median, "median seconds from a kill to where more is committed than was sent until then"),
            new($"{target}_recovery_s_highest", spread?.Highest, "the longest"),
        ];
    }

    private async Task Carry(IReadOnlyList<Crash> plan, Task sending, Action<long> report, CancellationToken stop)
    {
        await Committed(beyond: 0, sending, stop);
        foreach (var crash in plan)
        {
            await Until(
                () =>
                {
                    report(Volatile.Read(ref sent));
                    return Volatile.Read(ref sent) >= crash.AfterEvents;
                },
                sending,
                stop
            );
            await Task.Delay(random.NextInt(WithinMilliseconds), stop);
            if (lag.Committed() >= count)
                throw new ArgumentException(
                    $"Everything was committed before kill {recoveries.Values.Sum(r => r.Count) + 1} of {plan.Count}: lower --rate, or send more (--repeat)."
                );
            await Carry(crash, sending, stop);
        }
    }

    private async Task Carry(Crash crash, Task sending, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        long before;
        if (crash.Target == CrashTarget.Worker)
        {
            worker.Dispose();
            before = Volatile.Read(ref sent);
            worker = ChildProcess.StartWorker(settings.Values, log);
        }
        else
        {
            node!.Kill();
            before = Volatile.Read(ref sent);
            await Task.Delay(random.NextInt(AwayMilliseconds), stop);
            await node.RestartAsync(stop);
        }

        // Beyond all that was sent: what is committed now was not under way when the kill came.
        await Committed(Math.Min(before, count - 1), sending, stop);
        recoveries[crash.Target].Add(watch.Elapsed.TotalSeconds);
        console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{crash.Target} killed at event {before:N0}; the worker had caught up with that after {watch.Elapsed.TotalSeconds:F1} s."
            )
        );
    }

    private async Task Committed(long beyond, Task sending, CancellationToken stop)
    {
        var waited = Stopwatch.StartNew();
        KafkaException? unanswered = null;
        await Until(
            () =>
            {
                worker.ThrowIfEnded();
                if (waited.Elapsed > Patience)
                    throw new TimeoutException(
                        $"Nothing was committed beyond event {beyond} for {Patience}: look at the worker's log, or send for longer (--rate, --repeat). "
                            + $"Transactions that the broker left undone in part: {node?.SkippedTransactions ?? 0}.",
                        unanswered
                    );
                try
                {
                    return lag.Committed() > beyond;
                }
                catch (KafkaException e) when (!e.Error.IsFatal)
                {
                    // A broker that has just come back coordinates no group yet.
                    unanswered = e;
                    return false;
                }
            },
            sending,
            stop
        );
    }

    private static async Task Until(Func<bool> holds, Task sending, CancellationToken stop)
    {
        while (!holds())
        {
            if (sending.IsFaulted)
                await sending;
            await Task.Delay(20, stop);
        }
    }

    private void Sent(long count) => Volatile.Write(ref sent, count);
}
