using System.Text.Json;
using LowRankDefense.TestKit.Brokers;

namespace LowRankDefense.Lab.Tests.Commands;

public sealed class CrashTestCommandTests : IDisposable
{
    private const int Attempts = 4;
    private const int LogLines = 60;
    private readonly TinyData tiny = new();

    private string Kept => tiny.PathOf("kept");

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
            Kept,
            "--repeat",
            "5",
            "--rate",
            "1500"
        );

        result.GetProperty("worker_kills").GetInt32().ShouldBe(1);
        result.GetProperty("broker_kills").GetInt32().ShouldBe(1);
        result.GetProperty("broker_recovery_s").GetDouble().ShouldBePositive();
        Directory.GetFileSystemEntries(Kept, "meta.properties", SearchOption.AllDirectories).ShouldNotBeEmpty();
        File.ReadAllText(Path.Combine(Kept, "worker.log")).ShouldNotBeEmpty();
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
        result.GetProperty("balanced").GetBoolean().ShouldBeTrue();
        result.GetProperty("missing").GetInt32().ShouldBe(0);
        result.GetProperty("doubled").GetInt32().ShouldBe(0);
        result.GetProperty("in").GetInt32().ShouldBe(result.GetProperty("sent").GetInt32());
        result.GetProperty("sent").GetInt32().ShouldBeGreaterThanOrEqualTo(tiny.Ratings.Count * copies);
        result.GetProperty("detector").GetString().ShouldStartWith("detector-");
    }

    // Where the broker has left transactions undone in part, and the account does not balance for it, other kills are tried.
    private async Task<JsonElement> CrashTest(params string[] options)
    {
        var json = tiny.PathOf("out.json");
        LabRun run;
        var attempt = 0;
        do
        {
            if (Directory.Exists(Kept))
                Directory.Delete(Kept, recursive: true);
            run = await LabRun.Of(["crash-test", "--data", tiny.Data, "--json", json, "--seed", $"{++attempt}", .. options]);
        } while (attempt < Attempts && run.Code != 0 && File.Exists(json) && LabRun.Json(json).GetProperty("skipped_by_broker").GetInt32() > 0);
        run.Code.ShouldBe(0, run.Errors + run.Output + WorkerLog());
        run.ShouldHaveDoneIt();
        run.Output.ShouldContain("killed at event");
        return LabRun.Json(json);
    }

    // The end of what the workers said, where it was kept.
    private string WorkerLog()
    {
        var log = Path.Combine(Kept, "worker.log");
        return File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(LogLines)) : "";
    }
}
