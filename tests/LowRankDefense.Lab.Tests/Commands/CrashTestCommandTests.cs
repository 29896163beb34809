using System.Text.Json;
using LowRankDefense.TestKit.Brokers;

namespace LowRankDefense.Lab.Tests.Commands;

public sealed class CrashTestCommandTests : IDisposable
{
    private readonly TinyData tiny = new();

    public void Dispose() => tiny.Dispose();

    [Fact]
    public async Task CrashTest_ShouldAccountForEveryEvent_WhenTheWorkerIsKilled()
    {
        var result = await CrashTest("--worker-kills", "2", "--repeat", "5", "--rate", "1500", "--attack", "average", "--share", "0.05");

        result.GetProperty("worker_kills").GetInt32().ShouldBe(2);
        result.GetProperty("broker_kills").GetInt32().ShouldBe(0);
        result.GetProperty("worker_recovery_s").GetDouble().ShouldBePositive();
        result.GetProperty("fakes_injected").GetInt32().ShouldBe(75);
        ShouldBalance(result, copies: 5);
    }

    [SkippableFact]
    public async Task CrashTest_ShouldAccountForEveryEvent_WhenWorkerAndBrokerAreKilled()
    {
        Skip.If(ApacheKafkaFixture.WhyNone is not null, ApacheKafkaFixture.WhyNone);

        var result = await CrashTest(
            "--worker-kills",
            "1",
            "--broker-kills",
            "1",
            "--kafka",
            ApacheKafkaFixture.Script,
            "--keep",
            tiny.PathOf("kept"),
            "--repeat",
            "5",
            "--rate",
            "1500"
        );

        result.GetProperty("worker_kills").GetInt32().ShouldBe(1);
        result.GetProperty("broker_kills").GetInt32().ShouldBe(1);
        result.GetProperty("broker_recovery_s").GetDouble().ShouldBePositive();
        Directory.GetFileSystemEntries(tiny.PathOf("kept"), "meta.properties", SearchOption.AllDirectories).ShouldNotBeEmpty();
        File.ReadAllText(tiny.PathOf("kept/worker.log")).ShouldNotBeEmpty();
        ShouldBalance(result, copies: 5);
    }

    [Fact]
    public async Task CrashTest_ShouldSayWhatItTakes_WhenTheBrokerKeepsNothing()
    {
        var run = await LabRun.Of("crash-test", "--data", tiny.Data, "--broker-kills", "1");

        run.ShouldHaveFailed(2, "--broker-kills", "--kafka");
    }

    [Fact]
    public async Task CrashTest_ShouldSayWhatToDo_WhenTheStreamIsTooShort()
    {
        var run = await LabRun.Of("crash-test", "--data", tiny.Data, "--worker-kills", "9000");

        run.ShouldHaveFailed(2, "too short", "--repeat");
    }

    [Fact]
    public async Task CrashTest_ShouldSayWhatToDo_WhenTheStreamIsOverBeforeTheKills()
    {
        var run = await LabRun.Of("crash-test", "--data", tiny.Data, "--worker-kills", "3", "--rate", "1000000");

        run.ShouldHaveFailed(2, "before kill", "--rate", "--repeat");
    }

    [Fact]
    public async Task CrashTest_ShouldNameTheScript_WhenThereIsNone()
    {
        var run = await LabRun.Of("crash-test", "--data", tiny.Data, "--kafka", tiny.PathOf("start"), "--broker-kills", "1");

        run.ShouldHaveFailed(2, tiny.PathOf("start"));
    }

    [Fact]
    public async Task CrashTest_ShouldSendNothing_WhenASettingIsBad()
    {
        var run = await LabRun.Of("crash-test", "--data", tiny.Data, "--set", "Verdicts:MinimumEvent=3");

        run.Code.ShouldBe(2);
        run.Errors.ShouldContain("Verdicts:MinimumEvent: there is no such option");
    }

    private void ShouldBalance(JsonElement result, int copies)
    {
        result.GetProperty("balanced").GetString().ShouldBe("yes");
        result.GetProperty("missing").GetInt32().ShouldBe(0);
        result.GetProperty("doubled").GetInt32().ShouldBe(0);
        result.GetProperty("in").GetInt32().ShouldBe(result.GetProperty("sent").GetInt32());
        result.GetProperty("sent").GetInt32().ShouldBeGreaterThanOrEqualTo(tiny.Ratings.Count * copies);
        result.GetProperty("detector").GetString().ShouldStartWith("detector-");
    }

    private async Task<JsonElement> CrashTest(params string[] options)
    {
        var json = tiny.PathOf("out.json");
        var run = await LabRun.Of(["crash-test", "--data", tiny.Data, "--json", json, .. options]);
        var skipped = File.Exists(json) ? LabRun.Json(json).GetProperty("skipped_by_broker").GetInt32() : 0;
        // A run that balances is held to all of it, whatever the broker did.
        Skip.If(run.Code != 0 && skipped > 0, $"The broker left {skipped} transactions undone in part when it came back.");
        run.ShouldHaveDoneIt();
        run.Output.ShouldContain("killed at event");
        return LabRun.Json(json);
    }
}
