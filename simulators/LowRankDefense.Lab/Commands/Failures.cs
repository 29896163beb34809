using System.Net.Sockets;
using System.Text.RegularExpressions;
using Confluent.Kafka;
using LowRankDefense.Lab.Processes;
using LowRankDefense.Numerics;
using LowRankDefense.Worker.Configuration;

namespace LowRankDefense.Lab.Commands;

/// <summary>Turns errors a user can mend into one line and an exit code; everything else is a defect and keeps its stack trace.</summary>
internal static partial class Failures
{
    /// <summary>Runs a verb.</summary>
    /// <param name="run">The verb; returns its exit code.</param>
    /// <param name="errors">Told what went wrong.</param>
    /// <returns>What <paramref name="run"/> returns; where it throws, <see cref="ExitCodes.BadInput"/> or <see cref="ExitCodes.Failed"/>.</returns>
    public static async Task<int> Explain(Func<Task<int>> run, TextWriter errors)
    {
        try
        {
            return await run();
        }
        catch (OperationCanceledException)
        {
            await errors.WriteLineAsync("lowrank: stopped.");
            return ExitCodes.Failed;
        }
        catch (Exception e) when (IsBadInput(e) || IsFailure(e))
        {
            await errors.WriteLineAsync("lowrank: " + MessageOf(e));
            return IsBadInput(e) ? ExitCodes.BadInput : ExitCodes.Failed;
        }
        catch (Exception e)
        {
            await errors.WriteLineAsync($"lowrank: this is a defect, please report it: {e}");
            return ExitCodes.Failed;
        }
    }

    private static bool IsBadInput(Exception e) =>
        e is ArgumentException or FormatException or InvalidDataException or IOException or UnauthorizedAccessException or ConfigurationException;

    private static bool IsFailure(Exception e) =>
        e is NumericalBreakdownException or KafkaException or SocketException or TimeoutException or ChildProcessException;

    // What the runtime appends to the message of an argument is of no use to who typed it.
    private static string MessageOf(Exception e) => e is ArgumentException ? ParameterSuffix().Replace(e.Message, "") : e.Message;

    [GeneratedRegex(@"\s*\(Parameter '[^']*'\)(\s*Actual value was .*)?$", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ParameterSuffix();
}
