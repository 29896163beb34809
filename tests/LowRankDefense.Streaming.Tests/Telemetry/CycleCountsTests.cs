using System.Text;
using LowRankDefense.Streaming.Telemetry;

namespace LowRankDefense.Streaming.Tests.Telemetry;

public class CycleCountsTests
{
    private readonly WorkerMetrics metrics = new();

    [Fact]
    public async Task Counts_ShouldMoveToTheMetrics_AndBeginAgainAtZero()
    {
        var counts = Some();
        counts.MoveTo(metrics);
        counts.MoveTo(metrics);

        ShouldBeZero(counts);
        var text = await Text();
        foreach (
            var line in new[]
            {
                "lowrank_events_total{outcome=\"accepted\"} 2",
                "lowrank_events_total{outcome=\"rejected\"} 3",
                "lowrank_events_total{outcome=\"duplicate\"} 4",
                "lowrank_sanitized_total 5",
                "lowrank_retractions_total 6",
                "lowrank_quarantined_total 7",
                "lowrank_held_total 8",
                "lowrank_alerts_total 9",
                "lowrank_verdicts_total{verdict=\"fake\"} 2",
                "lowrank_verdicts_total{verdict=\"genuine\"} 1",
            }
        )
        {
            text.ShouldContain(line);
        }
    }

    [Fact]
    public async Task AbortedCounts_ShouldNotReachTheMetrics()
    {
        var counts = Some();
        counts.Clear();
        counts.MoveTo(metrics);

        ShouldBeZero(counts);
        (await Text()).ShouldNotContain("verdict=\"fake\"");
        metrics.Sanitized.Value.ShouldBe(0);
    }

    private static CycleCounts Some()
    {
        var counts = new CycleCounts
        {
            Events = 1,
            Accepted = 2,
            Rejected = 3,
            Duplicates = 4,
            Sanitized = 5,
            Retractions = 6,
            Quarantined = 7,
            Held = 8,
            Alerts = 9,
        };
        counts.Verdicts.AddRange(["fake", "genuine", "fake"]);
        return counts;
    }

    private static void ShouldBeZero(CycleCounts counts)
    {
        int[] all =
        [
            counts.Events,
            counts.Accepted,
            counts.Rejected,
            counts.Duplicates,
            counts.Sanitized,
            counts.Retractions,
            counts.Quarantined,
            counts.Held,
            counts.Alerts,
            counts.Verdicts.Count,
        ];
        all.ShouldAllBe(c => c == 0);
    }

    private async Task<string> Text()
    {
        using var stream = new MemoryStream();
        await metrics.Registry.CollectAndExportAsTextAsync(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
