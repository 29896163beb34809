using System.Text.Json;

namespace LowRankDefense.Lab.Tests.Commands;

public sealed class EvaluateAttacksCommandTests : IDisposable
{
    private readonly TinyData tiny = new();

    public void Dispose() => tiny.Dispose();

    [Fact]
    public async Task Table_ShouldHaveARowForEveryAttackAndObfuscation_AndTellHarmFromNone()
    {
        var (file, json) = (tiny.PathOf("table.md"), tiny.PathOf("out.json"));

        (
            await LabRun.Of(
                "evaluate",
                "attacks",
                "--data",
                tiny.Data,
                "--fakes",
                tiny.Fakes(20),
                "--count",
                "20",
                "--k",
                "10",
                "--rank",
                "8",
                "--seeds",
                "1",
                "--queries",
                "5",
                "--out",
                file,
                "--json",
                json
            )
        ).ShouldHaveDoneIt();

        var result = LabRun.Json(json);
        var rows = result.GetProperty("attacks").EnumerateArray().ToDictionary(r => r.GetProperty("attack").GetString()!);
        rows.Keys.ShouldBe([
            "none",
            "random",
            "average",
            "love-hate",
            "bandwagon",
            "popularity",
            "segment",
            "copied-popular",
            "copied-coclicked",
            "template",
            "reverse-bandwagon",
            "probe",
            "average, noise",
            "average, target-shift",
            "average, average-over-popular",
            "average, size-matched",
            "average, one-target",
            "average, no-click",
            "average, copies",
            "fakes",
        ]);
        // 300 users are too few for detectors that train themselves.
        result.GetProperty("omitted").EnumerateArray().Single().GetString().ShouldNotBeNull().ShouldMatch("at least one detector.*[^)]$");
        rows["none"].GetProperty("fakes").GetInt32().ShouldBe(0);
        rows["none"].GetProperty("held").GetProperty("recall").ValueKind.ShouldBe(JsonValueKind.Null);
        rows["random"].GetProperty("fakes").GetInt32().ShouldBe(20);
        // 20 of 320 profiles with all targets: a neighbourhood of items must show it.
        Hits(rows["popularity"], "item-knn", result).ShouldBeGreaterThan(Hits(rows["none"], "item-knn", result));
        foreach (var row in rows.Values)
        {
            row.GetProperty("by_detector").GetArrayLength().ShouldBe(result.GetProperty("detectors").GetArrayLength());
            row.GetProperty("target_hits").GetArrayLength().ShouldBe(3);
        }

        var lines = File.ReadLines(file).Where(l => l.StartsWith('|')).ToList();
        lines.Count.ShouldBe(2 + rows.Count);
        lines[0]
            .ShouldBe(
                "| attack | fakes | items each | ials | wrmf-sgd | item-knn | held | pca-svm | coherence | campaigns | crowds | fakes before the alert | events to the verdict |"
            );
        lines[1].ShouldBe("|---|" + string.Concat(Enumerable.Repeat("---:|", 12)));
        lines[2].ShouldStartWith("| none | 0 | 0 |");
    }

    [Fact]
    public async Task Table_ShouldHaveTheRowsThatWereNamed_AsTheyAreAmongAll()
    {
        string[] line = ["evaluate", "attacks", "--data", tiny.Data, "--count", "20", "--k", "10", "--rank", "8", "--seeds", "1", "--queries", "5"];
        var (all, some) = (tiny.PathOf("all.md"), tiny.PathOf("some.md"));
        (await LabRun.Of([.. line, "--fakes", tiny.Fakes(20), "--only", "segment", "fakes", "average, copies", "--out", some])).ShouldHaveDoneIt();
        (await LabRun.Of([.. line, "--only", "segment", "--out", all])).ShouldHaveDoneIt();

        Rows(some).Select(r => r.Split('|')[1].Trim()).ShouldBe(["none", "segment", "average, copies", "fakes"]);
        Rows(all).ShouldBe([.. Rows(some).Take(2)]);

        static List<string> Rows(string file) => [.. File.ReadLines(file).Where(l => l.StartsWith('|')).Skip(2)];
    }

    private static double Hits(JsonElement row, string victim, JsonElement result)
    {
        var at = result.GetProperty("victims").EnumerateArray().Select(v => v.GetString()).ToList().IndexOf(victim);
        return row.GetProperty("target_hits")[at].GetDouble();
    }
}
