using LowRankDefense.Lab.Output;
using LowRankDefense.Simulators.Experiments;

namespace LowRankDefense.Lab.Tests.Output;

public sealed class ReconstructionTableTests
{
    [Fact]
    public void Table_ShouldHaveThePapersRowBelowTheMeasuredOne()
    {
        var quality = new Dictionary<string, double>(StringComparer.Ordinal) { ["recall@50"] = 0.28761, ["hr@50"] = 0.75 };

        var lines = Printed(
            new ReconstructionRow("slab:300:80", 1.5, 200, 10, 0.98765, quality, new PublishedReconstruction(0.2855, 0.7515, 0.02, 0.1))
        );

        var measured = lines.FindIndex(l => l.Contains("slab:300:80", StringComparison.Ordinal));
        lines[measured].ShouldContain("0.2876");
        lines[measured].ShouldContain("0.988");
        lines[measured].ShouldContain("–");
        lines[measured + 1].ShouldContain("paper");
        lines[measured + 1].ShouldContain("0.2855");
    }

    [Fact]
    public void Table_ShouldCountNewCells_WhenNothingWasTrained()
    {
        var lines = Printed(new ReconstructionRow("whole:3", 1.5, 200, 12345, 1, new Dictionary<string, double>(StringComparer.Ordinal), null));

        lines.ShouldContain(l => l.Contains("whole:3", StringComparison.Ordinal) && l.Contains("12,345", StringComparison.Ordinal));
        lines.ShouldNotContain(l => l.Contains("recall", StringComparison.Ordinal));
    }

    private static List<string> Printed(ReconstructionRow row)
    {
        var output = new StringWriter();
        ReconstructionTable.Print(LabRun.ConsoleOn(output), "title", [row]);
        return [.. output.ToString().Split('\n')];
    }
}
