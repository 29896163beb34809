using LowRankDefense.Lab.Measuring;
using LowRankDefense.Lab.Scenarios.Replay.Runs;

namespace LowRankDefense.Lab.Tests.Scenarios.Replay.Runs;

public sealed class ProfileFiguresTests
{
    [Fact]
    public void Shares_ShouldBeOfTheWallTimeOfAllLoops_ThreadByThread()
    {
        // Two loops for two seconds, twice: eight seconds of each kind of thread.
        var run = Run(seconds: 2, ("consume", 1), ("wait", 0), ("profile", 2), ("seal", 0.5), ("settle", 0), ("produce", 1), ("commit", 0.4));

        var figures = ProfileFigures.Of([run, run], loops: 2);

        figures
            .Select(f => f.Name[8..])
            .ShouldBe([
                "loop_consume",
                "loop_wait",
                "loop_profile",
                "loop_seal",
                "loop_settle",
                "loop_rest",
                "sender_produce",
                "sender_commit",
                "sender_rest",
            ]);
        figures.Select(f => Math.Round((double)f.Value!, 9)).ShouldBe([0.25, 0, 0.5, 0.125, 0, 0.125, 0.25, 0.1, 0.65]);
    }

    [Fact]
    public void Profile_ShouldBeNone_WhenNothingWasMeasured()
    {
        ProfileFigures.Of([Run(2, ("consume", 1)) with { Window = null }], 1).ShouldBeEmpty();
        ProfileFigures.Of([Run(2, ("consume", 1)) with { From = null }], 1).ShouldBeEmpty();
    }

    [Fact]
    public void Allocation_ShouldBePerEventOfTheWindow()
    {
        Run(2).AllocatedPerEvent.ShouldBe(30);
        (Run(2) with { Until = null }).AllocatedPerEvent.ShouldBeNull();
    }

    // A thousand events; the threads had spent ten seconds on everything before.
    private static RunCosts Run(double seconds, params (string Part, double Seconds)[] parts) =>
        new(
            new MeasuredWindow(new RunSample(0, 0, 0, null), new RunSample(seconds, 1_000, 0, null)),
            Metrics(10_000, parts.Select(p => (p.Part, 10.0))),
            Metrics(40_000, parts.Select(p => (p.Part, 10 + p.Seconds)))
        );

    private static MetricsSnapshot Metrics(double allocated, IEnumerable<(string Part, double Seconds)> parts) =>
        new(
            FormattableString.Invariant($"lowrank_allocated_bytes_total {allocated}\n")
                + string.Concat(parts.Select(p => FormattableString.Invariant($"lowrank_loop_seconds_total{{part=\"{p.Part}\"}} {p.Seconds}\n")))
        );
}
