using System.Diagnostics;
using LowRankDefense.Simulators.Processes;

namespace LowRankDefense.Simulators.Tests.Processes;

public class ProcessOutputTests
{
    [Fact]
    public void NewestLinesOfBothWays_ShouldBeKept_WithoutBlankOnes()
    {
        var output = new ProcessOutput(kept: 3);

        Run(output, "for i in 1 2 3 4 5; do echo \" line $i \"; echo; done; sleep 0.2; echo late >&2");

        output.Lines.ShouldBe(["line 4", "line 5", "late"]);
    }

    [Fact]
    public void Process_ShouldNeverHaveToWaitForSomebodyWhoReads()
    {
        var output = new ProcessOutput(kept: 1);

        // More than a pipe takes.
        Run(output, "head -c 1000000 /dev/zero | tr '\\0' 'x' | fold -w 100; echo; echo end");

        output.Lines.ShouldBe(["end"]);
    }

    private static void Run(ProcessOutput output, string script)
    {
        using var process = output.Start(new ProcessStartInfo("/bin/sh", ["-c", script]));
        process.WaitForExit(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        process.WaitForExit();
    }
}
