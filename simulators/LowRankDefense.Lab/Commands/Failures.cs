using System.ComponentModel;
using System.Net.Sockets;
using System.Reflection;
using System.Text.Json;
using Confluent.Kafka;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Processes;
using LowRankDefense.Numerics;
using LowRankDefense.Simulators.Datasets.Download;
using LowRankDefense.Worker.Configuration;
using Microsoft.Extensions.Options;
using RocksDbSharp;

namespace LowRankDefense.Lab.Commands;

/// <summary>Turns whatever a verb throws into one line and an exit code; the exception itself is shown to those who ask for it.</summary>
internal static class Failures
{
    /// <summary>Runs a verb.</summary>
    /// <param name="run">The verb; returns its exit code.</param>
    /// <param name="errors">Told what went wrong.</param>
    /// <param name="verbose">Whether the exception follows that line, with its stack trace.</param>
    /// <returns>What <paramref name="run"/> returns; where it throws, <see cref="ExitCodes.BadInput"/> or <see cref="ExitCodes.Failed"/>.</returns>
    public static async Task<int> Explain(Func<Task<int>> run, TextWriter errors, bool verbose = false)
    {
        try
        {
            return await run();
        }
        catch (Exception e)
        {
            var cause = CauseOf(e);
            var mistake = MistakeIn(cause);
            await errors.WriteLineAsync("lowrank: " + OneLine(mistake ?? FailureIn(cause) ?? DefectIn(cause)));
            if (verbose)
                await errors.WriteLineAsync(e.ToString());
            return mistake is null ? ExitCodes.Failed : ExitCodes.BadInput;
        }
    }

    // What the command line, or a file it names, has to be mended for; null where it is something else.
    private static string? MistakeIn(Exception e) =>
        e switch
        {
            ArgumentNullException => null,
            ArgumentException argument => ArgumentMessage.Of(argument),
            FormatException or InvalidDataException or ConfigurationException or OptionsValidationException => e.Message,
            // The clients of Kafka have no exception of their own for this.
            InvalidOperationException when IsOfTheKafkaClient(e) =>
                $"The Kafka client refuses its configuration ({e.Message.TrimEnd('.')}): correct Kafka:Properties.",
            Win32Exception and not SocketException => $"{e.Message.TrimEnd('.')}: name a program, and make it executable.",
            UnauthorizedAccessException => $"{e.Message.TrimEnd('.')}: name a path that you may read and write.",
            // Those of the runtime name the cause and the place; ours have a remedy, too.
            IOException when e.GetType() == typeof(IOException) || e.Message.StartsWith("Could not find", StringComparison.Ordinal) =>
                $"{e.Message.TrimEnd('.')}: name another path, or make room there.",
            IOException => e.Message,
            _ => null,
        };

    // Its first frame outside the runtime: once the runtime has inlined what throws, a frame of the runtime is the first, and the source is not the client.
    private static bool IsOfTheKafkaClient(Exception e) =>
        e
            .StackTrace?.Split('\n')
            .Select(frame => frame.TrimStart())
            .FirstOrDefault(frame => !frame.StartsWith("at System.", StringComparison.Ordinal))
            is { } first
        && first.StartsWith("at Confluent.Kafka.", StringComparison.Ordinal);

    // What went wrong without anybody's mistake in the command line; null where it is a defect.
    private static string? FailureIn(Exception e) =>
        e switch
        {
            OperationCanceledException => "stopped.",
            NumericalBreakdownException or TimeoutException or ChildProcessException or DownloadException => e.Message,
            KafkaException kafka =>
                $"The broker refuses, or does not answer any more ({kafka.Error.Reason.TrimEnd('.')}): see whether it runs and what it logs, then try again.",
            SocketException or HttpRequestException =>
                $"A connection failed ({e.Message.TrimEnd('.')}): see whether what is to answer there runs, then try again.",
            JsonException => $"A record on a topic is not what this program writes ({e.Message.TrimEnd('.')}): see who else writes there.",
            RocksDbException => $"The state of a worker cannot be used ({e.Message.TrimEnd('.')}): remove State:Directory, or name another one.",
            OutOfMemoryException => "The memory does not suffice: take fewer users or items, a lower rank, or a machine with more.",
            DllNotFoundException =>
                $"A native library cannot be loaded ({e.Message.TrimEnd('.')}): run this on x64 or arm64 Linux, macOS or Windows.",
            _ => null,
        };

    private static string DefectIn(Exception e) =>
        $"This is a defect ({e.GetType().Name}: {e.Message.TrimEnd('.')}): please report it, with --verbose for where it happened.";

    // What others have only wrapped; of several that came at once the one that did not follow from another's end.
    private static Exception CauseOf(Exception e) =>
        e switch
        {
            AggregateException several when several.Flatten().InnerExceptions is { Count: > 0 } all => CauseOf(
                all.FirstOrDefault(inner => inner is not OperationCanceledException) ?? all[0]
            ),
            TypeInitializationException or TargetInvocationException when e.InnerException is { } inner => CauseOf(inner),
            _ => e,
        };

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
