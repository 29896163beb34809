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
