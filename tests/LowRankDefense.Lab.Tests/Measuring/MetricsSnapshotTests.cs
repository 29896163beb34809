using LowRankDefense.Lab.Measuring;

namespace LowRankDefense.Lab.Tests.Measuring;

public sealed class MetricsSnapshotTests
{
    private readonly MetricsSnapshot snapshot = new(
        """
        # HELP lowrank_loop_seconds_total Time of the loops' threads.
        # TYPE lowrank_loop_seconds_total counter
        lowrank_loop_seconds_total{part="consume"} 1.25
        lowrank_loop_seconds_total{part="score"} 2E-05
        lowrank_loop_seconds{part="other"} 9
        lowrank_allocated_bytes_total 123456789
        lowrank_model_info{kind="detector",version="detector-1"} 1
        lowrank_cycle_seconds_bucket{le="+Inf"} 7

        """
    );

    [Fact]
    public void Value_ShouldBeFoundByName()
    {
        snapshot.Value("lowrank_allocated_bytes_total").ShouldBe(123456789);
        snapshot.Value("lowrank_allocated").ShouldBeNull();
    }

    [Fact]
    public void Values_ShouldBeFoundByTheirLabel() =>
        snapshot
            .By("lowrank_loop_seconds_total", "part")
            .ShouldBe(new Dictionary<string, double>(StringComparer.Ordinal) { ["consume"] = 1.25, ["score"] = 2e-5 }, ignoreOrder: true);
}
