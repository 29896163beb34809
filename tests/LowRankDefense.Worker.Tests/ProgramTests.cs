using System.Diagnostics;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using LowRankDefense.TestKit.Brokers;

namespace LowRankDefense.Worker.Tests;

/// <summary>The program in a process of its own: what the shell that starts it sees.</summary>
public class ProgramTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task BadOption_ShouldEndWith2_AndSayWhatIsWrongOnStandardError()
    {
        var (code, output, error) = await Run("--Pipeline:Loops=0", "--Training:Rnk=3");

        (code, output).ShouldBe((2, ""));
        error.ShouldContain("Pipeline:Loops: ");
        error.ShouldContain("Training:Rnk: there is no such option");
        error.ShouldNotContain(" at LowRankDefense", Case.Sensitive, "a person reads it, not a debugger");
    }

    [Fact]
    public async Task TopicsThatDoNotFit_ShouldEndTheProgram_AndNotAsIfAllWereWell()
    {
        var broker = new EmbeddedBrokerFixture();
        await broker.InitializeAsync();
        using (var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = broker.BootstrapServers }).Build())
        {
            await admin.CreateTopicsAsync([
                new TopicSpecification { Name = "interactions", NumPartitions = 2 },
                new TopicSpecification { Name = "verdicts", NumPartitions = 3 },
            ]);
        }

        var (code, output, error) = await Run($"--Kafka:BootstrapServers={broker.BootstrapServers}", "--Http:Port=0", "--State:Store=InMemory");
        await broker.DisposeAsync();

        code.ShouldBe(1);
        (output + error).ShouldContain("Recreate 'verdicts' with 2 partitions");
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "LowRankDefense.Worker.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }

        return (process.ExitCode, await output, await error);
    }
}
