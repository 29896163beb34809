using System.Diagnostics;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Lab.Measuring;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Processes;
using Spectre.Console;

namespace LowRankDefense.Lab.Scenarios.Replay.Runs;

/// <summary>Follows a process through its input by the offsets that its group commits. The worker and the bare loop are measured by this and nothing else.</summary>
internal sealed class MeasuredRun
{
    private readonly List<RunSample> samples = [];
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly ReplayBroker broker;
    private readonly ChildProcess process;
    private readonly WorkerEndpoint? endpoint;
    private readonly long events;
    private Task<MetricsSnapshot?>? first;
    private Task<MetricsSnapshot?>? from;
    private Task<MetricsSnapshot?>? until;

    private MeasuredRun(ReplayBroker broker, ChildProcess process, WorkerEndpoint? endpoint, long events) =>
        (this.broker, this.process, this.endpoint, this.events) = (broker, process, endpoint, events);

    /// <summary>Waits until everything is committed.</summary>
    /// <param name="console">Where progress is shown.</param>
    /// <param name="what">What is going on.</param>
    /// <param name="broker">The broker, which costs something, too.</param>
    /// <param name="settings">Settings of the run.</param>
    /// <param name="process">What runs.</param>
    /// <param name="endpoint">Its metrics; null for a process without.</param>
    /// <param name="events">Events of the input, 1 or more.</param>
    /// <param name="from">Where in its topic the input begins.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="ChildProcessException">The process has ended.</exception>
    /// <exception cref="TimeoutException">Nothing is committed for a minute.</exception>
    public static async Task<RunCosts> Of(
        IAnsiConsole console,
        string what,
        ReplayBroker broker,
        RunSettings settings,
        ChildProcess process,
        WorkerEndpoint? endpoint,
        long events,
        StartOffsets from,
        CancellationToken stop
    )
    {
        var run = new MeasuredRun(broker, process, endpoint, events);
        using var lag = new Lag(broker.Bootstrap, settings.Group, settings.Interactions, from.Total);
        await console.Counting(what, events, report => lag.WaitFor(events, done => run.Take(done, report), stop));
        return new RunCosts(MeasuredWindow.Of(run.samples, events), await Answer(run.from), await Answer(run.until));
    }

    private static Task<MetricsSnapshot?> Answer(Task<MetricsSnapshot?>? asked) => asked ?? Task.FromResult<MetricsSnapshot?>(null);

    private void Take(long done, Action<long> report)
    {
        samples.Add(new RunSample(watch.Elapsed.TotalSeconds, done, process.Cpu.TotalSeconds, broker.CpuSeconds()));
        // The first answer takes far longer than any other: it is asked for before it counts.
        if (done > 0)
            first ??= endpoint?.Metrics();
        if (MeasuredWindow.HasBegun(done, events))
            from ??= endpoint?.Metrics();
        if (MeasuredWindow.HasEnded(done, events))
            until ??= endpoint?.Metrics();
        report(done);
    }
}
