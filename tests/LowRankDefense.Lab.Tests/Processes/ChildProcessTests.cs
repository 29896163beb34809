using System.Diagnostics;
using LowRankDefense.Lab.Measuring;
using LowRankDefense.Lab.Processes;
using LowRankDefense.TestKit.Brokers;

namespace LowRankDefense.Lab.Tests.Processes;

public sealed class ChildProcessTests(EmbeddedBrokerFixture broker) : IClassFixture<EmbeddedBrokerFixture>
{
    [Fact]
    public async Task Worker_ShouldTellWhatItCosts_WhileItRuns()
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Kafka:BootstrapServers"] = broker.BootstrapServers,
            ["Http:Port"] = "0",
            ["State:Store"] = "InMemory",
            [WorkerEndpoint.Setting.Key] = WorkerEndpoint.Setting.Value,
        };
        using var worker = ChildProcess.StartWorker(settings);

        var metrics = await MetricsOf(worker);

        worker.Cpu.ShouldBeGreaterThan(TimeSpan.Zero);
        metrics.Value("lowrank_allocated_bytes_total")!.Value.ShouldBeGreaterThan(100_000);
        metrics.By("lowrank_loop_seconds_total", "part").Keys.ShouldContain("consume");
        ArgumentsOfAll().ShouldNotContain(line => line.Contains(broker.BootstrapServers, StringComparison.Ordinal), "a password is a setting, too");
    }

    [Fact]
    public async Task BareLoop_ShouldLogInAsTheWorkerDoes()
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Kafka:BootstrapServers"] = broker.BootstrapServers,
            ["Kafka:Properties:security.protocol"] = "SSL",
        };
        using var loop = ChildProcess.StartBareLoop(settings);

        (await EndOf(loop)).Message.ShouldContain("No Kafka broker answers", customMessage: "the broker here speaks no TLS");
    }

    [Fact]
    public void Setting_ShouldTakeThePlaceOfOneThatIsInherited_InWhateverCase()
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["PIPELINE__LOOPS"] = "2", ["PATH"] = "/bin" };

        ChildProcess.Set(environment, "Pipeline:Loops", "3");

        environment.ShouldBe(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["PATH"] = "/bin", ["Pipeline__Loops"] = "3" },
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task Process_ShouldSayWhyItHasEnded()
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Pipeline:Loops"] = "many" };
        using var loop = ChildProcess.StartBareLoop(settings);

        var failure = await EndOf(loop);

        failure.Message.ShouldContain("The bare loop has ended by itself, with code 2");
        failure.Message.ShouldContain("Pipeline:Loops");
        failure.Message.ShouldNotContain("\n");
    }

    // What everybody on the machine sees, where there is such a place.
    private static IEnumerable<string> ArgumentsOfAll() =>
        Process.GetProcesses().Select(p => $"/proc/{p.Id}/cmdline").Where(File.Exists).Select(ReadOrNothing);

    private static string ReadOrNothing(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return "";
        }
    }

    // Once a loop runs.
    private static async Task<MetricsSnapshot> MetricsOf(ChildProcess worker)
    {
        var endpoint = new WorkerEndpoint(worker);
        (await endpoint.Metrics()).ShouldBeNull("It cannot listen yet.");
        var until = Environment.TickCount64 + 60_000;
        while (Environment.TickCount64 < until)
        {
            if (await endpoint.Metrics() is { } metrics && metrics.Value("lowrank_partitions") > 0)
                return metrics;
            await Task.Delay(50);
        }

        throw new TimeoutException("The worker does not tell its metrics.");
    }

    private static async Task<ChildProcessException> EndOf(ChildProcess process)
    {
        var until = Environment.TickCount64 + 60_000;
        while (Environment.TickCount64 < until)
        {
            try
            {
                _ = process.Cpu;
            }
            catch (ChildProcessException e)
            {
                return e;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException("The process runs on.");
    }
}
