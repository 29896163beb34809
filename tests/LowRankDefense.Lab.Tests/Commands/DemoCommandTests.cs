namespace LowRankDefense.Lab.Tests.Commands;

public sealed class DemoCommandTests : IDisposable
{
    private readonly TinyData tiny = new();

    public void Dispose() => tiny.Dispose();

    [Fact]
    public async Task Demo_ShouldFailAndSayWhy_WhenNobodyLooksForFakes()
    {
        var (json, page) = (tiny.PathOf("out.json"), tiny.PathOf("demo.html"));
        string[] off = ["--set", "Refresh:SelfTraining=Never", "--set", "Refresh:Patrols=false", "--set", "Refresh:MinimumUsers=60"];

        var run = await LabRun.Of(["demo", "--data", tiny.Data, "--seconds", "3", "--json", json, "--report", page, .. off]);

        run.Code.ShouldBe(1, run.Errors);
        run.Errors.ShouldBeEmpty();
        foreach (
            var said in new[]
            {
                "Refresh:Period=00:00:05: ",
                "Refresh:Patrols=false: as you asked",
                "publishing recommendations, learnt from",
                "no guard",
            }
        )
            run.Output.ShouldContain(said);
        (run.Output.Contains("The attack does no harm") || run.Output.Contains("The harm is not undone")).ShouldBeTrue(run.Output);
        var result = LabRun.Json(json);
        result.GetProperty("fakes_injected").GetInt32().ShouldBe(9);
        result.GetProperty("fakes_flagged").GetInt32().ShouldBe(0);
        result.GetProperty("events_to_detection").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        result
            .GetProperty("target_hr_defended")
            .GetDouble()
            .ShouldBe(result.GetProperty("target_hr_trimmed").GetDouble(), "all is let through, and the least supported users are trimmed");
        result.GetProperty("target_hr_trimmed").GetDouble().ShouldNotBe(result.GetProperty("target_hr_attacked").GetDouble());
        result.GetProperty("target_rank_clean").GetDouble().ShouldBeGreaterThan(result.GetProperty("target_rank_attacked").GetDouble());
        result.GetProperty("missing").GetInt32().ShouldBe(0);
        var html = File.ReadAllText(page);
        html.Split("<svg").Length.ShouldBe(1 + 4);
        html.ShouldNotContain("src=", customMessage: "the page needs nothing else");
        html.ShouldContain("Refresh:Patrols");
    }

    [Fact]
    public async Task Demo_ShouldBeRefused_WhenTheUsersAreTooFewToLearnFrom() =>
        (await LabRun.Of("demo", "--data", tiny.Data)).ShouldHaveFailed(2, "300 users", "fewer than 500", "Refresh:MinimumUsers=60");

    [Fact]
    public async Task Demo_ShouldBeRefused_WhenNothingIsToBeRecommended() =>
        (await LabRun.Of("demo", "--data", tiny.Data, "--set", "Refresh:Enabled=false")).ShouldHaveFailed(2, "Refresh:Enabled=false");
}
