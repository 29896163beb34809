using System.Diagnostics;
using LowRankDefense.Lab.Commands;

namespace LowRankDefense.Lab.Tests.Processes;

/// <summary>The program as a tool runs it: a process of its own, in a folder that has nothing.</summary>
public sealed class InstalledProgramTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lowrank-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Program_ShouldRun_FromAnEmptyFolder()
    {
        (await Run("population", "--out", "pop", "--users", "20", "--items", "20", "--surge-items", "0", "--viral", "0")).ShouldBe(ExitCodes.Done);
        (await Run("attack", "random", "--data", "pop", "--out", "fakes.csv", "--count", "2", "--json", "attack.json")).ShouldBe(ExitCodes.Done);
        (await Run("attack", "randum", "--data", "pop", "--out", "others.csv")).ShouldBe(ExitCodes.BadInput);

        Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).ShouldBe(["pop", "fakes.csv", "attack.json"], ignoreOrder: true);
        LabRun.Json(Path.Combine(folder, "attack.json")).GetProperty("fakes").GetInt32().ShouldBe(2);
    }

    private async Task<int> Run(params string[] args)
    {
        string[] line = [Path.Combine(AppContext.BaseDirectory, "lowrank.dll"), .. args];
        using var process = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, ["exec", .. line])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync(), process.WaitForExitAsync());
        return process.ExitCode;
    }
}
