namespace LowRankDefense.Lab.Tests.Commands;

public sealed class DemoCommandTests : IDisposable
{
    private readonly TinyData tiny = new();

    public void Dispose() => tiny.Dispose();

    [Fact]
    public async Task Demo_ShouldFailAndSayWhatItSaw_WhenTheUsersAreTooFewToLearnFrom()
    {
        var json = tiny.PathOf("out.json");

        var run = await LabRun.Of("demo", "--data", tiny.Data, "--seconds", "2", "--json", json);

        run.Code.ShouldBe(1, run.Errors);
        run.Errors.ShouldBeEmpty();
        run.Output.ShouldContain("events_to_detection");
        var result = LabRun.Json(json);
        result.GetProperty("balanced").GetString().ShouldBe("yes");
        result.GetProperty("fakes_injected").GetInt32().ShouldBe(3);
        result.GetProperty("events").GetInt32().ShouldBeGreaterThan(tiny.Ratings.Count);
        result.GetProperty("flagged").GetInt32().ShouldBe(0);
        result.GetProperty("recall").GetDouble().ShouldBe(0);
        result.GetProperty("events_to_detection").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        result.GetProperty("exposure_attacked").GetDouble().ShouldBeInRange(0, 1);
    }
}
