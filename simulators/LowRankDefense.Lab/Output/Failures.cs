using System.Net.Sockets;
using Confluent.Kafka;
using LowRankDefense.Numerics;
using LowRankDefense.Worker.Configuration;
using Spectre.Console;

namespace LowRankDefense.Lab.Output;

/// <summary>Turns errors a user can mend into one line and an exit code; everything else keeps its stack trace.</summary>
internal static class Failures
{
    /// <summary>Exit code where the verb did not do what was asked.</summary>
    public const int Failed = 1;

    /// <summary>Exit code for input that has to be mended first.</summary>
    public const int BadInput = 2;

    public static async Task<int> Explain(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (OperationCanceledException)
        {
            AnsiConsole.MarkupLine("[yellow]Stopped.[/]");
            return Failed;
        }
        catch (Exception e) when (IsForTheUser(e))
        {
            await Console.Error.WriteLineAsync("lowrank: " + e.Message);
            return BadInput;
        }
    }

    private static bool IsForTheUser(Exception e) =>
        e
            is ArgumentException
                or IOException
                or FormatException
                or ConfigurationException
                or NumericalBreakdownException
                or KafkaException
                or SocketException
                or UnauthorizedAccessException;
}
