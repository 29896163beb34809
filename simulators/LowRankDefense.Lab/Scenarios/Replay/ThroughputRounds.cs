using System.Globalization;
using LowRankDefense.Lab.Measuring;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Scenarios.Replay.Runs;
using Spectre.Console;

namespace LowRankDefense.Lab.Scenarios.Replay;

/// <summary>Measures throughput: worker and bare loop in turns, each from a fresh start on the same full topic.</summary>
/// <param name="console">Where every round is reported.</param>
/// <param name="runs">Starts the processes.</param>
/// <param name="settings">Settings of the runs.</param>
/// <param name="request">What is asked for.</param>
internal sealed class ThroughputRounds(IAnsiConsole console, ReplayRuns runs, ReplaySettings settings, ReplayRequest request)
{
    private const string TooShort =
        "not measured: fewer than ten commits were seen between 20 % and 98 % of the events; send more, such as with --repeat";

    private readonly List<RunCosts> worker = [];
    private readonly List<RunCosts> bare = [];
    private readonly string? input = InputFor(request);

    /// <summary>The worker's throughput, events per second: the median of the rounds; null where there was too little to measure.</summary>
    public double? PerSecond => PerSecondOf(worker)?.Median;

    /// <summary>What was measured of the worker, a round each.</summary>
    public IReadOnlyList<RunCosts> Worker => worker;

    /// <summary>Name of the input of the rounds; null where the last of them is the last run of the replay, and reads what that reads.</summary>
    public static string? InputFor(ReplayRequest request) => request.Rate.IsPaced ? "rounds" : null;

    /// <summary>Runs all rounds.</summary>
    /// <inheritdoc cref="MeasuredRun.Of" path="/exception"/>
    public async Task Run(CancellationToken stop)
    {
        // Once without measuring: what the broker learns of its first clients is not to count against whoever comes first.
        await runs.BareLoop("warming up", settings.Of("warm-up", input), stop);
        for (var round = 1; round <= request.Rounds; round++)
        {
            var isLast = round == request.Rounds && !request.Rate.IsPaced;
            var run = settings.Of(isLast ? null : Invariant($"round-{round}"), input);
            worker.Add(await runs.Worker(Invariant($"worker, round {round}"), run, stop));
            if (!isLast)
                await runs.Forget(run);
            if (request.Baseline)
                bare.Add(await runs.BareLoop(Invariant($"bare loop, round {round}"), settings.Of(Invariant($"bare-{round}"), input), stop));
            console.WriteLine(Line(round));
        }
    }

    /// <summary>What was measured.</summary>
    /// <param name="broker">The broker, which says what its costs are.</param>
    public IEnumerable<Figure> Figures(ReplayBroker broker)
    {
        var ratio = Spread.Of(worker.Zip(bare, (w, b) => w.Window?.PerSecond / b.Window?.PerSecond));
        string Said(Spread? spread, string definition) => spread is null ? TooShort : definition;
        string SaidOfBare(Spread? spread, string definition) => request.Baseline ? Said(spread, definition) : "not asked for";
        var (ours, theirs) = (PerSecondOf(worker), PerSecondOf(bare));
        return
        [
            new("rounds", request.Rounds, "worker and bare loop in turns, each from a fresh start on the same full topic; medians of them"),
            new("events_per_s", ours?.Median, Said(ours, "committed by the worker between 20 % and 98 % of the events")),
            new("events_per_s_lowest", ours?.Lowest, "of the rounds"),
            new("events_per_s_highest", ours?.Highest, "of the rounds"),
            new(
                "bare_events_per_s",
                theirs?.Median,
                SaidOfBare(theirs, "the same of a loop that consumes, produces and commits with the same clients")
            ),
            new("bare_events_per_s_lowest", theirs?.Lowest, "of the rounds"),
            new("bare_events_per_s_highest", theirs?.Highest, "of the rounds"),
            new("ratio", ratio?.Median, SaidOfBare(ratio, "worker / bare loop of the same round")),
            new("ratio_lowest", ratio?.Lowest, "of the rounds"),
            new("ratio_highest", ratio?.Highest, "of the rounds"),
            .. CostFigures.Of(worker, broker),
            .. CostFigures.OfBareLoop(bare, broker),
        ];
    }

    private static Spread? PerSecondOf(IEnumerable<RunCosts> runs) => Spread.Of(runs.Select(r => r.Window?.PerSecond));

    private string Line(int round)
    {
        string Text(double? perSecond) => perSecond is { } number ? Invariant($"{number:N0}/s") : "too short to measure";
        var ours = Invariant($"Round {round}: worker {Text(worker[^1].Window?.PerSecond)}");
        return request.Baseline ? ours + Invariant($", bare loop {Text(bare[^1].Window?.PerSecond)}") : ours;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
