using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Lab.Tests.Commands;

public sealed class EvaluateArrivalsCommandTests : IDisposable
{
    private readonly TinyData tiny = new();

    public void Dispose() => tiny.Dispose();

    [Fact]
    public async Task Table_ShouldHaveARowForEachSizeAndPattern_AndBeWritten()
    {
        var random = new SeededRandom(5);
        var clicks = Enumerable.Range(0, 12_000).Select(c => $"u{c / 20},i{(int)Math.Pow(1_000, random.NextDouble())},1\n");
        var (crowd, file, json) = (tiny.File("crowd.csv", string.Concat(clicks.Distinct())), tiny.PathOf("table.md"), tiny.PathOf("out.json"));

        (await LabRun.Of("evaluate", "arrivals", "--data", crowd, "--counts", "20", "12", "--out", file, "--json", json)).ShouldHaveDoneIt();

        var rows = File.ReadLines(file).Where(l => l.StartsWith('|')).ToList();
        rows.Count.ShouldBe(2 + 6);
        rows[0].ShouldContain("| random | average | bandwagon | segment | copied-popular |");
        rows[2].ShouldStartWith("| 20 | burst | 1.00 |");
        rows[7].ShouldStartWith("| 12 | drip |");
        LabRun.Json(json).GetProperty("cells").GetInt32().ShouldBe(30);
        LabRun.Json(json).GetProperty("found").GetInt32().ShouldBeInRange(20, 30);
        LabRun.Json(json).GetProperty("worst_fpr").GetDouble().ShouldBeLessThan(0.02);
    }
}
