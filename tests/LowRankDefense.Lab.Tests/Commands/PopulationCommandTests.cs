using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Populations;

namespace LowRankDefense.Lab.Tests.Commands;

public sealed class PopulationCommandTests : IDisposable
{
    private readonly TinyData tiny = new();

    public void Dispose() => tiny.Dispose();

    [Fact]
    public async Task Population_ShouldBeADataSetWithTimes_AndSayWhoFollowedWhichTrend()
    {
        var (folder, json) = (tiny.PathOf("new/lively"), tiny.PathOf("out.json"));

        var run = await Population(folder, "--surge-items", "3", "--viral", "2", "--json", json);

        run.ShouldHaveDoneIt().Output.ShouldContain(folder);
        var data = DataSet.Load(folder).Whole();
        data.HasTimestamps.ShouldBeTrue();
        data.Train.Select(r => r.User).Distinct().Count().ShouldBe(200);
        var trends = File.ReadAllLines(Path.Combine(folder, "trends.csv")).Skip(1).Select(l => l.Split(',')).ToList();
        var clicked = data.Train.Select(r => (r.User, r.Item)).ToHashSet();
        trends.ShouldAllBe(t => clicked.Contains(ValueTuple.Create(t[0], t[1])));
        var result = LabRun.Json(json);
        result.GetProperty("interactions").GetInt32().ShouldBe(data.Train.Count);
        foreach (var (trend, items) in new[] { ("surge", 3), ("viral", 2) })
        {
            var own = trends.Where(t => t[2] == trend).ToList();
            result.GetProperty($"{trend}_users").GetInt32().ShouldBe(own.Select(t => t[0]).Distinct().Count());
            result.GetProperty($"{trend}_items").EnumerateArray().Select(i => i.GetString()).ShouldBe(own.Select(t => t[1]).Distinct().Order());
            result.GetProperty($"{trend}_items").GetArrayLength().ShouldBe(items);
        }
    }

    [Fact]
    public async Task Truth_ShouldSayWhatEveryAccountIs_AndEvaluationCountWhoIsHeldByRole()
    {
        var (folder, json, held) = (tiny.PathOf("lively"), tiny.PathOf("out.json"), tiny.PathOf("held.json"));

        (
            await Population(folder, "--returning", "0.5", "--crawlers", "4", "--crawled-share", "0.2", "--viral-old-rate", "0.2", "--json", json)
        ).ShouldHaveDoneIt();
        var run = await LabRun.Of([
            "evaluate",
            "detector",
            "--data",
            folder,
            "--protocol",
            "arrivals",
            "--pause",
            "1",
            "--roles",
            Path.Combine(folder, "truth.csv"),
            "--json",
            held,
        ]);

        var truth = RolesFile.Read(Path.Combine(folder, "truth.csv"));
        truth.Keys.ShouldBe(DataSet.Load(folder).Whole().Train.Select(r => r.User).Distinct(), ignoreOrder: true);
        var (returning, crawlers) = (truth.Count(r => r.Value == UserRole.Returning), truth.Count(r => r.Value == UserRole.Crawler));
        var result = LabRun.Json(json);
        result.GetProperty("users").GetInt32().ShouldBe(204);
        result.GetProperty("returning_users").GetInt32().ShouldBe(returning);
        result.GetProperty("crawlers").GetInt32().ShouldBe(4);
        crawlers.ShouldBe(4);
        run.ShouldHaveDoneIt().Output.ShouldContain("0 of 4 crawler");
        var roles = LabRun.Json(held).GetProperty("roles").EnumerateArray().ToList();
        roles.Select(r => r.GetProperty("role").GetString()).ShouldBe(["regular", "returning", "crawler"]);
        roles.Select(r => r.GetProperty("accounts").GetInt32()).ShouldBe([200 - returning, returning, 4]);
        roles.ShouldAllBe(r => r.GetProperty("held").GetInt32() == 0 && !r.GetProperty("held_by").EnumerateObject().Any());
    }

    [Fact]
    public async Task Population_ShouldBeOneThatDetectorsCanBeTriedOn()
    {
        var (folder, json) = (tiny.PathOf("lively"), tiny.PathOf("out.json"));
        (await Population(folder)).ShouldHaveDoneIt();

        (await LabRun.Of("evaluate", "detector", "--data", folder, "--protocol", "arrivals", "--order", "time", "--json", json)).ShouldHaveDoneIt();

        var result = LabRun.Json(json);
        result.GetProperty("false_positives").GetInt32().ShouldBe(0);
        result.GetProperty("campaigns_opened").GetInt32().ShouldBe(0);
        result.GetProperty("crowds_opened").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Population_ShouldBeTheSame_WhenTheSeedIs()
    {
        foreach (var (folder, seed) in new[] { ("a", "7"), ("b", "7"), ("c", "8") })
            (await Population(tiny.PathOf(folder), "--seed", seed)).ShouldHaveDoneIt();

        string Text(string folder, string file) => File.ReadAllText(tiny.PathOf($"{folder}/{file}"));
        foreach (var file in new[] { "ratings.csv", "trends.csv" })
        {
            Text("b", file).ShouldBe(Text("a", file));
            Text("c", file).ShouldNotBe(Text("a", file));
        }
    }

    private static Task<LabRun> Population(string folder, params string[] options) =>
        LabRun.Of(["population", "--out", folder, "--users", "200", "--items", "100", "--interactions", "10", .. options]);
}
