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

    [Theory]
    [InlineData("--aged")]
    [InlineData("--neighbours", "3")]
    public async Task FakesFromAgedAccounts_OrWhoNeverClickTheTargets_ShouldBeFound(params string[] evasion)
    {
        var (tastes, json) = (tiny.File("tastes.csv", string.Concat(Tastes().Distinct())), tiny.PathOf("out.json"));
        string[] asked = ["--protocol", "arrivals", "--attack", "random", "--count", "30", "--arrival", "burst", "--json", json];

        (await LabRun.Of(["evaluate", "detector", "--data", tastes, .. asked, .. evasion])).ShouldHaveDoneIt();

        LabRun.Json(json).GetProperty("recall").GetDouble().ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public async Task FakesOfOneItem_ShouldBeFoundAsACrowd_AndTheTableSayWhatWasAsked()
    {
        var (file, json) = (tiny.PathOf("table.md"), tiny.PathOf("out.json"));
        var tastes = tiny.File("tastes.csv", string.Concat(Tastes().Distinct()));

        (
            await LabRun.Of([
                "evaluate",
                "detector",
                "--data",
                tastes,
                "--protocol",
                "arrivals",
                "--attack",
                "random",
                "--count",
                "30",
                "--arrival",
                "burst",
                "--target-count",
                "1",
                "--json",
                json,
            ])
        ).ShouldHaveDoneIt();
        (
            await LabRun.Of("evaluate", "arrivals", "--data", tastes, "--counts", "30", "--target-count", "5", "--targets-each", "1", "--out", file)
        ).ShouldHaveDoneIt();

        var crowd = LabRun.Json(json).GetProperty("crowds")[0];
        crowd.GetProperty("is_target").GetBoolean().ShouldBeTrue();
        crowd.GetProperty("fakes").GetInt32().ShouldBe(30);
        LabRun.Json(json).GetProperty("crowds_opened").GetInt32().ShouldBe(1);
        LabRun.Json(json).GetProperty("recall").GetDouble().ShouldBe(1);
        LabRun.Json(json).GetProperty("false_positives").GetInt32().ShouldBe(0);
        File.ReadAllText(file).ShouldContain("--target-count 5 --targets-each 1");
    }

    // Users of six communities of taste, in lengths of all kinds.
    private static IEnumerable<string> Tastes()
    {
        var random = new SeededRandom(6);
        for (var u = 0; u < 1_500; u++)
        {
            var community = random.NextInt(6);
            for (var c = 10 + random.NextInt(40); c > 0; c--)
                yield return $"u{u},i{(community * 120) + (int)Math.Pow(120, random.NextDouble())},1\n";
        }
    }
}
