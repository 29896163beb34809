using LowRankDefense.Lab.Scenarios.Reproduction;

namespace LowRankDefense.Lab.Tests.Commands;

public sealed class ReproduceCommandTests : IDisposable
{
    private readonly TinyData tiny = new();

    public void Dispose() => tiny.Dispose();

    [Fact]
    public async Task QuickRun_ShouldWriteEveryStudy_AndARerunTheSameNumbersWithoutComputingThem()
    {
        var (folder, json) = (tiny.PathOf("out"), tiny.PathOf("out.json"));
        string[] line = ["reproduce", "all", "--quick", "--seeds", "2", "--out", folder, "--json", json];

        (await LabRun.Of(line)).ShouldHaveDoneIt().Output.ShouldContain("reproduction.html");

        var studies = LabRun.Json(json).GetProperty("studies").EnumerateArray().ToList();
        studies.Select(s => s.GetProperty("name").GetString()).ShouldBe(ReproductionScenario.Names);
        var numbers = await File.ReadAllLinesAsync(Path.Combine(folder, "reproduction.csv"));
        numbers[0].ShouldBe("study,part,row,column,seed,value,published");
        numbers.Skip(1).Select(l => l.Split(',')[0]).Distinct().ShouldBe(ReproductionScenario.Names);
        numbers.Skip(1).ShouldAllBe(l => l.EndsWith(','), "a population is not the data of the paper: nothing published stands beside it");
        var page = await File.ReadAllTextAsync(Path.Combine(folder, "reproduction.html"));
        page.Split("<svg").Length.ShouldBe(1 + 1 + 1 + 2 + (4 * 2), "one plot of growing profiles and of figure 1, two of each behind it");
        page.ShouldNotContain("href=");
        var text = await File.ReadAllTextAsync(Path.Combine(folder, "reproduction.md"));
        text.ShouldContain("## Table III");
        text.ShouldContain("**Victims with the seed of the surrogate**");
        text.ShouldContain("square:20:20 leaves every patch of these data as it is", Case.Sensitive, "no patch of 20 has a rank above 20");
        text.ShouldNotContain("square:50:10 leaves");
        foreach (var way in new[] { "square:50:10, clean", "square:50:10, observed cells only, clean", "square:50:10, 1 from 0.5 on, clean" })
            text.Split($"| {way} |").Length.ShouldBe(2, way);
        foreach (var group in new[] { "head", "tail" })
            text.ShouldContain($"| {group}: label-free detectors, then least supported users trimmed, attacked |");
        text.ShouldContain("of 20 fakes and ");
        foreach (var row in new[] { "first 5 clicks", "all clicks", "trimming asked: no defense", "one training of WRMF(SGD), and its lists" })
            text.ShouldContain($"| {row} |");
        text.ShouldContain("| tail items, Recall@20 |");
        text.ShouldContain("Trimming, the low-rank defense of the worker, is made for attacks of up to 2 % of the users; these are 6 and 12 %.");
        numbers.ShouldAllBe(l => !l.Contains("MiB"), "what differs from run to run is no number of the reproduction");

        var again = await LabRun.Of(line);

        again.ShouldHaveDoneIt().Output.ShouldNotContain("0 of ");
        (await File.ReadAllLinesAsync(Path.Combine(folder, "reproduction.csv"))).ShouldBe(numbers);
    }

    [Fact]
    public async Task OneStudy_ShouldTakeWhatAnotherHasComputed_AndHaveItsOwnAlone()
    {
        var folder = tiny.PathOf("out");
        (await LabRun.Of("reproduce", "fig1", "--quick", "--out", folder)).ShouldHaveDoneIt();

        var run = await LabRun.Of("reproduce", "fig2", "--quick", "--out", folder);

        run.ShouldHaveDoneIt().Output.ShouldNotContain("fakes of RecSys20 on");
        (await File.ReadAllLinesAsync(Path.Combine(folder, "reproduction.csv"))).Skip(1).ShouldAllBe(l => l.StartsWith("fig2,"));
    }
}
