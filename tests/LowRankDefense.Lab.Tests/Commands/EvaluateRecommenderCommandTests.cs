using System.Text.Json;
using LowRankDefense.Core.Recommenders;

namespace LowRankDefense.Lab.Tests.Commands;

public sealed class EvaluateRecommenderCommandTests : IDisposable
{
    private readonly TinyData tiny = new();

    public static TheoryData<string> Models => [.. RecommenderCatalog.Names];

    public void Dispose() => tiny.Dispose();

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Recommender_ShouldBeMeasured(string model)
    {
        var result = await Evaluate("--model", model, "--rank", "4", "--targets", "i1", "--fakes", tiny.Fakes(5));

        foreach (
            var name in new[] { "recall_at_50", "hr_at_50", "precision_at_50", "ndcg_at_50", "mrr_at_50", "target_hr_at_50", "target_recall_at_50" }
        )
        {
            var value = result.GetProperty(name).GetDouble();
            value.ShouldBeInRange(0, 1);
            result.GetProperty($"{name}_low").GetDouble().ShouldBeLessThanOrEqualTo(value);
            result.GetProperty($"{name}_high").GetDouble().ShouldBeGreaterThanOrEqualTo(value);
        }

        // 50 of 90 items, of which a user has seen some 12: even the popular ones hold most of the rest.
        result.GetProperty("recall_at_50").GetDouble().ShouldBeGreaterThan(0.4);
        result.GetProperty("train_seconds").GetDouble().ShouldBePositive();
        result.GetProperty("peak_mb").GetDouble().ShouldBePositive();
    }

    [Fact]
    public async Task Recommender_ShouldHaveMeansAndDeviations_WhenTrainedFromSeveralSeeds()
    {
        var result = await Evaluate("--model", "ials", "--rank", "4", "--seeds", "3", "--seed", "5");
        var single = new List<double>();
        for (var seed = 5; seed < 8; seed++)
            single.Add((await Evaluate("--model", "ials", "--rank", "4", "--seed", $"{seed}")).GetProperty("recall_at_50").GetDouble());

        result.GetProperty("recall_at_50").GetDouble().ShouldBe(single.Average(), 1e-12);
        var deviation = Math.Sqrt(single.Sum(s => Math.Pow(s - single.Average(), 2)) / 2);
        result.GetProperty("recall_at_50_sd").GetDouble().ShouldBe(deviation, 1e-12);
        result.TryGetProperty("target_hr_at_50", out _).ShouldBeFalse("no targets were named");
    }

    [Fact]
    public async Task Metrics_ShouldLookAtAsManyPlacesAsAsked()
    {
        var (few, many) = (await Evaluate("--model", "popularity", "--k", "5"), await Evaluate("--model", "popularity", "--k", "60"));

        few.GetProperty("recall_at_5").GetDouble().ShouldBeLessThan(many.GetProperty("recall_at_60").GetDouble());
        few.TryGetProperty("recall_at_50", out _).ShouldBeFalse();
    }

    private async Task<JsonElement> Evaluate(params string[] options)
    {
        var json = tiny.PathOf("out.json");
        (await LabRun.Of(["evaluate", "recommender", "--data", tiny.Data, "--json", json, .. options])).ShouldHaveDoneIt();
        return LabRun.Json(json);
    }
}
