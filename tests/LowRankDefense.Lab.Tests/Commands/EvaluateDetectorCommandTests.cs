using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Lab.Tests.Commands;

public sealed class EvaluateDetectorCommandTests : IDisposable
{
    private readonly TinyData tiny = new();

    public void Dispose() => tiny.Dispose();

    [Theory]
    // The detector without labels takes the fakes in its history for genuine.
    [InlineData("self", "clean_", 0.9)]
    [InlineData("self", "contaminated_", 0.55)]
    [InlineData("cv", "", 0.9)]
    [InlineData("cv-down-sampled", "", 0.9)]
    public async Task Detector_ShouldBeMeasured_ByEveryProtocol(string protocol, string setting, double leastArea)
    {
        var json = tiny.PathOf("out.json");

        var run = await LabRun.Of("evaluate", "detector", "--data", tiny.Data, "--fakes", tiny.Fakes(40), "--protocol", protocol, "--json", json);

        run.ShouldHaveDoneIt().Output.ShouldContain("size_matched_auc");
        var result = LabRun.Json(json);
        result.GetProperty(setting + "users").GetInt32().ShouldBe(340);
        result.GetProperty(setting + "fakes").GetInt32().ShouldBe(40);
        string[] shares =
        [
            "recall",
            "fpr",
            "precision",
            "f1",
            "auc",
            "pr_auc",
            "recall_at_1_percent_fpr",
            "recall_at_0_1_percent_fpr",
            "size_matched_auc",
        ];
        shares.ShouldAllBe(name => result.GetProperty(setting + name).GetDouble() >= 0 && result.GetProperty(setting + name).GetDouble() <= 1);
        result.GetProperty(setting + "base_rate").GetDouble().ShouldBe(40 / 340.0);
        result.GetProperty(setting + "auc").GetDouble().ShouldBeGreaterThan(leastArea);
        foreach (var name in new[] { "recall", "auc" })
        {
            result.GetProperty($"{setting}{name}_low").GetDouble().ShouldBeLessThanOrEqualTo(result.GetProperty(setting + name).GetDouble());
            result.GetProperty($"{setting}{name}_high").GetDouble().ShouldBeGreaterThanOrEqualTo(result.GetProperty(setting + name).GetDouble());
        }

        result.GetProperty(setting + "train_seconds").GetDouble().ShouldBePositive();
        result.GetProperty(setting + "score_ns_per_user").GetDouble().ShouldBePositive();
        result.GetProperty("peak_mb").GetDouble().ShouldBePositive();
    }

    [Fact]
    public async Task Detector_ShouldBeMeasuredOnLabels_WhenTheFakesAreInTheData()
    {
        var json = tiny.PathOf("out.json");
        var fakes = FakesFile.Read(tiny.Fakes(40));
        var all = tiny.File("all.txt", string.Concat(tiny.Ratings.Concat(fakes).Select(r => $"{r.User} {r.Item}\n")));
        var labels = tiny.File("labels.txt", string.Concat(fakes.Select(r => r.User).Append("a-stranger").Distinct().Select(u => $"{u} 1\n")));

        var run = await LabRun.Of("evaluate", "detector", "--data", all, "--labels", labels, "--protocol", "cv", "--json", json);

        run.ShouldHaveDoneIt();
        LabRun.Json(json).GetProperty("fakes").GetInt32().ShouldBe(40);
        LabRun.Json(json).GetProperty("labels_absent").GetInt32().ShouldBe(1);
        LabRun.Json(json).GetProperty("auc").GetDouble().ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public async Task Arrivals_ShouldTellWhatIsHeld_AndNameTheCampaign()
    {
        var json = tiny.PathOf("out.json");
        var crowd = tiny.File("crowd.csv", string.Concat(Crowd().Select(c => $"u{c.User},i{c.Item},1\n")));

        var run = await LabRun.Of([
            "evaluate",
            "detector",
            "--data",
            crowd,
            "--protocol",
            "arrivals",
            "--attack",
            "random",
            "--count",
            "20",
            "--targets",
            "i910,i930,i950,i970,i990",
            "--json",
            json,
        ]);

        run.ShouldHaveDoneIt();
        var result = LabRun.Json(json);
        result.GetProperty("recall").GetDouble().ShouldBe(1);
        result.GetProperty("fpr").GetDouble().ShouldBe(0);
        result.GetProperty("false_positives").GetInt32().ShouldBe(0);
        result.GetProperty("precision").GetDouble().ShouldBe(1);
        run.Output.ReplaceLineEndings(" ").ShouldContain("20 fakes");
        var campaign = result.GetProperty("campaigns")[0];
        (campaign.GetProperty("users").GetInt32(), campaign.GetProperty("fakes").GetInt32()).ShouldBe((20, 20));
        campaign.GetProperty("core").EnumerateArray().Select(i => i.GetString()).ShouldBe(["i910", "i930", "i950", "i970", "i990"]);
        (campaign.GetProperty("targets_named").GetInt32(), campaign.GetProperty("targets").GetInt32()).ShouldBe((5, 5));
        result.GetProperty("auc").GetDouble().ShouldBe(1, 0.001);
        result.GetProperty("recall_at_1_percent_fpr").GetDouble().ShouldBe(1);
        result.GetProperty("campaigns_auc").GetDouble().ShouldBe(1, 0.001);
        result.GetProperty("coherence_auc").GetDouble().ShouldBeInRange(0.9, 1.0);
        result.GetProperty("events_to_verdict").GetInt32().ShouldBeInRange(8, 24);
        result.GetProperty("campaigns_opened").GetInt32().ShouldBe(1);
        result.GetProperty("fakes_before_alert").GetInt32().ShouldBeInRange(5, 20);
        result.GetProperty("judging_seconds").GetDouble().ShouldBePositive();
    }

    [Fact]
    public async Task Arrivals_ShouldTellRecallByAttack_AndKnowTheTargets_OfAComposedFile()
    {
        var (json, all) = (tiny.PathOf("out.json"), tiny.PathOf("all.csv"));
        var crowd = tiny.File("crowd.csv", string.Concat(Crowd().Select(c => $"u{c.User},i{c.Item},1\n")));
        foreach (var (name, targets) in new[] { ("a", "i910,i930,i950,i970,i990"), ("b", "i915,i935,i955,i975,i995") })
        {
            string[] line = ["attack", "random", "--data", crowd, "--count", "12", "--targets", targets];
            (await LabRun.Of([.. line, "--out", tiny.PathOf($"{name}.csv"), "--json", tiny.PathOf($"{name}.json")])).ShouldHaveDoneIt();
        }

        string[] parts = [tiny.PathOf("a.csv"), tiny.PathOf("b.csv"), "--data", crowd, "--schedule", "waves", "--waves", "2"];
        (await LabRun.Of(["attack", "compose", .. parts, "--out", all, "--json", tiny.PathOf("all.json")])).ShouldHaveDoneIt();

        (await LabRun.Of("evaluate", "detector", "--data", crowd, "--protocol", "arrivals", "--fakes", all, "--json", json)).ShouldHaveDoneIt();

        var result = LabRun.Json(json);
        var found = result.GetProperty("recall").GetDouble() * 24;
        found.ShouldBeGreaterThan(12);
        foreach (var (figure, size) in new[] { ("recall_by_attack", 12), ("recall_by_wave", 12) })
        {
            var rows = result.GetProperty(figure).EnumerateArray().ToList();
            rows.Select(r => r.GetProperty("fakes").GetInt32()).ShouldBe([size, size]);
            rows.Sum(r => r.GetProperty("found").GetInt32()).ShouldBe((int)Math.Round(found));
            rows.Sum(r => r.GetProperty("recall").GetDouble() * size).ShouldBe(found, 1e-9);
        }

        result
            .GetProperty("recall_by_attack")
            .EnumerateArray()
            .Select(r => r.GetProperty("attack").GetString())
            .Order()
            .ShouldBe(["random", "random-2"]);
        result.GetProperty("campaigns")[0].GetProperty("targets").GetInt32().ShouldBe(10, "they are written beside the fakes");
        result.GetProperty("campaigns")[0].GetProperty("targets_named").GetInt32().ShouldBeGreaterThan(3);
    }

    [Theory]
    [InlineData("self", "clean_")]
    [InlineData("cv", "")]
    public async Task Recall_ShouldBeToldByAttack_ByTheOtherProtocols(string protocol, string setting)
    {
        var json = tiny.PathOf("out.json");
        var fakes = tiny.Fakes(40);
        var truth = tiny.File(
            "truth.csv",
            "user,attack,wave,targets\n" + string.Concat(Enumerable.Range(0, 40).Select(f => $"fake-{f},{(f < 10 ? "few" : "many")},,\n"))
        );

        (
            await LabRun.Of("evaluate", "detector", "--data", tiny.Data, "--fakes", fakes, "--truth", truth, "--protocol", protocol, "--json", json)
        ).ShouldHaveDoneIt();

        var rows = LabRun.Json(json).GetProperty(setting + "recall_by_attack").EnumerateArray().ToList();
        rows.Select(r => (r.GetProperty("attack").GetString(), r.GetProperty("fakes").GetInt32())).ShouldBe([("few", 10), ("many", 30)]);
        rows.Sum(r => r.GetProperty("found").GetInt32())
            .ShouldBe((int)Math.Round(40 * LabRun.Json(json).GetProperty(setting + "recall").GetDouble()));
    }

    // Users who click by popularity.
    private static IEnumerable<(int User, int Item)> Crowd()
    {
        var random = new SeededRandom(5);
        return Enumerable
            .Range(0, 20_000)
            .Select(c => (c / 20, (int)Math.Pow(1_000, random.NextDouble()) - 1))
            .Concat(Enumerable.Range(0, 1_000).Select(i => (i, i)));
    }
}
