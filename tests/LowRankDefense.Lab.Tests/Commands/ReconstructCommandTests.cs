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
        var row = LabRun.Json(json).GetProperty("whole:20");
        row.GetProperty("EnergyKept").GetDouble().ShouldBeInRange(0.2, 1.2);
        row.GetProperty("NewCells").GetInt32().ShouldBePositive();
        row.GetProperty("Quality").EnumerateObject().ShouldBeEmpty();
        var (older, _) = ChronologicalSplit.Of([.. tiny.Ratings]);
        FakesFile.Read(file).Count.ShouldBe(older.Count + row.GetProperty("NewCells").GetInt32());
    }

    [Fact]
    public async Task Reconstructions_ShouldStandBesideTheDataAsItIs_WhenEvaluated()
    {
        var json = tiny.PathOf("out.json");

        var run = await LabRun.Of("reconstruct", "--data", tiny.Data, "--setting", "slab:50:10", "--evaluate", "--targets", "i1", "--json", json);

        run.ShouldHaveDoneIt().Output.ShouldContain("paper");
        foreach (var row in LabRun.Json(json).EnumerateObject())
        {
            row.Value.GetProperty("Quality").GetProperty("recall@50").GetDouble().ShouldBeInRange(0.1, 1);
            row.Value.GetProperty("Quality").GetProperty("target_hr@50").GetDouble().ShouldBeInRange(0, 1);
        }

        LabRun.Json(json).EnumerateObject().Select(r => r.Name).ShouldBe(["none", "slab:50:10"]);
    }
}
