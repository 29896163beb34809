using System.Text.Json;
using LowRankDefense.Lab.Streams;
using LowRankDefense.TestKit.Brokers;

namespace LowRankDefense.Lab.Tests.Commands;

public sealed class ReplayCommandTests : IDisposable
{
    private readonly TinyData tiny = new();

    public void Dispose() => tiny.Dispose();

    [Theory]
    [InlineData("--attack", "average", "--share", "0.05")]
    [InlineData("--rate", "4000", "--baseline", "false")]
    public async Task Replay_ShouldAccountForEveryEvent(params string[] options)
    {
        var json = tiny.PathOf("out.json");

        var run = await LabRun.Of([
            "replay",
            "--data",
            tiny.Data,
            "--set",
            "Refresh:Period=00:00:01",
            "--set",
            "Refresh:MinimumUsers=60",
            "--set",
            "Refresh:Rank=4",
            "--json",
            json,
            .. options,
        ]);

        run.ShouldHaveDoneIt();
        var result = LabRun.Json(json);
        result.GetProperty("balanced").GetString().ShouldBe("yes");
        var fakes = result.GetProperty("fake_interactions").GetInt32();
        (fakes > 0).ShouldBe(options[0] == "--attack");
        result.GetProperty("sent").GetInt32().ShouldBe(tiny.Ratings.Count + fakes);
        result.GetProperty("in").GetInt32().ShouldBe(tiny.Ratings.Count + fakes);
        result.GetProperty("missing").GetInt32().ShouldBe(0);
        result.GetProperty("doubled").GetInt32().ShouldBe(0);
        result.GetProperty("recommended").GetInt32().ShouldBe(result.GetProperty("users").GetInt32());
        (NumberOf(result, "bare_events_per_s") > 0).ShouldBe(options[0] == "--attack");
        // So few events may all be in the first cycle that is seen: then there is no rate, and none of 0.
        (NumberOf(result, "events_per_s") is null or > 0).ShouldBeTrue();
        (NumberOf(result, "ratio") is null or > 0).ShouldBeTrue();
    }

    [Fact]
    public async Task Replay_ShouldSendNothing_WhenASettingIsBad()
    {
        var broker = new EmbeddedBrokerFixture();
        await broker.InitializeAsync();
        try
        {
            var run = await LabRun.Of("replay", "--data", tiny.Data, "--bootstrap", broker.BootstrapServers, "--set", "Verdicts:MinimumEvent=3");

            run.Code.ShouldBe(2);
            run.Errors.ShouldContain("Verdicts:MinimumEvent: there is no such option");
            run.Errors.ShouldNotContain("   at ");
            TopicDump.Read(broker.BootstrapServers, "interactions", _ => { }).ShouldBe(0);
        }
        finally
        {
            await broker.DisposeAsync();
        }
    }

    [Fact]
    public async Task Replay_ShouldEnd_WhenItIsStopped()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(2));

        var run = await LabRun.Until(stop.Token, "replay", "--data", tiny.Data, "--rate", "100").WaitAsync(TimeSpan.FromSeconds(30));

        run.ShouldHaveFailed(1, "stopped");
    }

    private static double? NumberOf(JsonElement result, string name) =>
        result.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
}
