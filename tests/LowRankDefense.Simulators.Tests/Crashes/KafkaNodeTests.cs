using LowRankDefense.Simulators.Crashes;

namespace LowRankDefense.Simulators.Tests.Crashes;

/// <summary>On scripts that are no Kafka: what is promised of any.</summary>
public sealed class KafkaNodeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lowrank-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Node_ShouldBeStartedAgainOnItsFolderAndPort_AfterItWasKilled()
    {
        var calls = Path.Combine(folder, "calls");
        var script = Script($"echo \"$1 $2\" >> {calls}; echo kept >> $1/log; touch $1/ready; exec sleep 600");
        string[] lines;
        await using (var node = await KafkaNode.StartAsync(script))
        {
            node.Kill();
            await node.RestartAsync(CancellationToken.None);
            lines = await File.ReadAllLinesAsync(calls);
            lines.Length.ShouldBe(2);
            lines[1].ShouldBe(lines[0]);
            node.BootstrapServers.ShouldBe("127.0.0.1:" + lines[0].Split(' ')[1]);
            (await File.ReadAllLinesAsync(Path.Combine(lines[0].Split(' ')[0], "log"))).Length.ShouldBe(2, "what it kept is there");
        }

        Directory.Exists(lines[0].Split(' ')[0]).ShouldBeFalse("the folder goes with the node");
        var kept = Path.Combine(folder, "kept");
        await using (await KafkaNode.StartAsync(script, kept)) { }
        Directory.Exists(kept).ShouldBeTrue("a folder that was given is left");
    }

    [Fact]
    public async Task Killed_ShouldNotHaveHadTimeForAnything()
    {
        var goodbye = Path.Combine(folder, "goodbye");
        var script = Script($"sleep 600 & trap 'kill $!; touch {goodbye}; exit' TERM; touch $1/ready; wait");
        await using (var node = await KafkaNode.StartAsync(script))
            node.Kill();
        File.Exists(goodbye).ShouldBeFalse();

        await using (await KafkaNode.StartAsync(script)) { }
        File.Exists(goodbye).ShouldBeTrue("one that is disposed of is asked to end");
    }

    [Fact]
    public async Task Transactions_ThatTheNodeLeavesUndone_ShouldBeCountedOverAllItsLives()
    {
        var log = "while trying to send transaction markers for loop-0, these partitions are likely deleted already and hence can be skipped";
        var script = Script($"echo '{log}' > $1/broker.log; touch $1/ready; exec sleep 600");
        await using var node = await KafkaNode.StartAsync(script, Path.Combine(folder, "kept"));
        node.SkippedTransactions.ShouldBe(1);

        node.Kill();
        node.SkippedTransactions.ShouldBe(1);
        await node.RestartAsync(CancellationToken.None);

        node.SkippedTransactions.ShouldBe(2);
    }

    [Fact]
    public async Task Start_ShouldSayWhatTheScriptSaid_WhenItEnds()
    {
        var script = Script("echo no java here >&2; exit 3");

        var failure = await Should.ThrowAsync<TimeoutException>(() => KafkaNode.StartAsync(script));

        failure.Message.ShouldContain("code 3");
        failure.Message.ShouldContain("no java here");
    }

    [Fact]
    public async Task Start_ShouldNameTheScript_WhenThereIsNone()
    {
        var failure = await Should.ThrowAsync<FileNotFoundException>(() => KafkaNode.StartAsync("no/such/start"));

        failure.Message.ShouldContain("no/such/start");
        failure.Message.ShouldContain("SCRIPT FOLDER PORT");
    }

    private string Script(string body)
    {
        var path = Path.Combine(folder, "start");
        File.WriteAllText(path, "#!/usr/bin/env bash\n" + body + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
