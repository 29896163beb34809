using LowRankDefense.Lab.Brokers;
using LowRankDefense.Lab.Processes;
using Spectre.Console;

namespace LowRankDefense.Lab.Scenarios.Replay.Runs;

/// <summary>Starts the processes that a replay measures, each from a fresh start.</summary>
/// <param name="console">Where progress is shown.</param>
/// <param name="broker">The broker.</param>
/// <param name="events">Events of the stream, 1 or more.</param>
/// <param name="from">Where in its topic the stream begins.</param>
internal sealed class ReplayRuns(IAnsiConsole console, ReplayBroker broker, long events, StartOffsets from)
{
    /// <summary>Where in its topic the stream begins.</summary>
    public StartOffsets From => from;

    /// <summary>Runs a worker on a topic that is full.</summary>
    /// <inheritdoc cref="MeasuredRun.Of" path="/exception"/>
    /// <param name="what">What is going on.</param>
    /// <param name="settings">Settings of the run.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<RunCosts> Worker(string what, RunSettings settings, CancellationToken stop)
    {
        using var worker = StartWorker(settings);
        return await MeasuredRun.Of(console, what, broker, settings, worker, new WorkerEndpoint(worker), events, from, stop);
    }

    /// <summary>Runs a worker on a topic that <paramref name="send"/> goes on to fill.</summary>
    /// <inheritdoc cref="Worker"/>
    /// <param name="what">What is going on.</param>
    /// <param name="settings">Settings of the run.</param>
    /// <param name="send">Called when the worker was started; ends when everything is sent.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<RunCosts> WorkerWhile(string what, RunSettings settings, Func<CancellationToken, Task> send, CancellationToken stop)
    {
        using var worker = StartWorker(settings);
        using var failing = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var measuring = MeasuredRun.Of(console, what, broker, settings, worker, new WorkerEndpoint(worker), events, from, failing.Token);
        var sending = send(failing.Token);
        // Whichever fails first ends the other.
        if (await Task.WhenAny(measuring, sending) is { IsCompletedSuccessfully: false })
            await failing.CancelAsync();
        await Task.WhenAll(measuring, sending);
        return await measuring;
    }

    /// <summary>Runs the bare loop on a topic that is full, and forgets what it wrote.</summary>
    /// <inheritdoc cref="Worker"/>
    public async Task<RunCosts> BareLoop(string what, RunSettings settings, CancellationToken stop)
    {
        RunCosts costs;
        from.Commit(broker.Bootstrap, settings.Group, settings.Interactions);
        using (var loop = ChildProcess.StartBareLoop(settings.Values))
            costs = await MeasuredRun.Of(console, what, broker, settings, loop, endpoint: null, events, from, stop);
        await Forget(settings);
        return costs;
    }

    /// <summary>Removes what a run wrote.</summary>
    public async Task Forget(RunSettings settings)
    {
        await Clients.DeleteTopics(broker.Bootstrap, settings.Outputs);
        if (Directory.Exists(settings.State))
            Directory.Delete(settings.State, recursive: true);
    }

    private ChildProcess StartWorker(RunSettings settings)
    {
        from.Commit(broker.Bootstrap, settings.Group, settings.Interactions);
        return ChildProcess.StartWorker(
            new Dictionary<string, string?>(settings.Values) { [WorkerEndpoint.Setting.Key] = WorkerEndpoint.Setting.Value }
        );
    }
}
