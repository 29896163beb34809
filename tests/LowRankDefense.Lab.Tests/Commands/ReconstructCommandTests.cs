using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Lab.Tests.Commands;

public sealed class ReconstructCommandTests : IDisposable
{
    private readonly TinyData tiny = new();

    public void Dispose() => tiny.Dispose();

    [Fact]
    public async Task Reconstructions_ShouldBeMeasuredAndWritten()
    {
        var (json, file) = (tiny.PathOf("out.json"), tiny.PathOf("out.csv"));

        var run = await LabRun.Of(
            "reconstruct",
            "--data",
            tiny.Data,
            "--setting",
            "square:50:10",
            "whole:20",
            "--density",
            "0.5",
            "--out",
            file,
            "--json",
            json
        );

        run.ShouldHaveDoneIt().Output.ShouldContain("square:50:10");
        var row = LabRun.Json(json).GetProperty("reconstructions").EnumerateArray().Single(r => r.GetProperty("setting").ValueEquals("whole:20"));
        row.GetProperty("energy_kept").GetDouble().ShouldBeInRange(0.2, 1.2);
        row.GetProperty("new_cells").GetInt32().ShouldBePositive();
        row.GetProperty("quality").EnumerateObject().ShouldBeEmpty();
        var (older, _) = ChronologicalSplit.Of([.. tiny.Ratings]);
        FakesFile.Read(file).Count.ShouldBe(older.Count + row.GetProperty("new_cells").GetInt32());
    }

    [Fact]
    public async Task Reconstructions_ShouldStandBesideTheDataAsItIs_WhenEvaluated()
    {
        var json = tiny.PathOf("out.json");

        var run = await LabRun.Of("reconstruct", "--data", tiny.Data, "--setting", "slab:50:10", "--evaluate", "--targets", "i1", "--json", json);

        run.ShouldHaveDoneIt().Output.ShouldNotContain("paper", customMessage: "it has measured other data");
        var rows = LabRun.Json(json).GetProperty("reconstructions").EnumerateArray().ToList();
        foreach (var row in rows)
        {
            row.GetProperty("quality").GetProperty("recall_at_50").GetDouble().ShouldBeInRange(0.1, 1);
            row.GetProperty("quality").GetProperty("target_hr_at_50").GetDouble().ShouldBeInRange(0, 1);
        }

        rows.Select(r => r.GetProperty("setting").GetString()).ShouldBe(["none", "slab:50:10"]);
    }
}
