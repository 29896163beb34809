using LowRankDefense.Lab.Output;

namespace LowRankDefense.Lab.Scenarios.Replay.Runs;

/// <summary>What the time of the worker's threads went into between 20 % and 98 % of the events, as lines of a result.</summary>
internal static class ProfileFigures
{
    // The parts that the sending thread of a loop reports; all others are of the loop's own thread.
    private static readonly string[] Sending = ["produce", "commit"];

    // Parts that are not stages, in the order of a cycle; the stages stand between the two halves.
    private static readonly string[] Before = ["consume", "wait"];
    private static readonly string[] After = ["seal", "settle"];

    /// <summary>Shares of the wall time of all loops, over all runs; nothing where no metrics were read.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="loops">Loops of the worker, 1 or more.</param>
    public static IReadOnlyList<Figure> Of(IEnumerable<RunCosts> runs, int loops)
    {
        var measured = runs.Where(r => r.Window is not null && r.From is not null && r.Until is not null).ToList();
        var wall = loops * measured.Sum(r => r.Window!.Seconds);
        if (wall <= 0)
            return [];
        var seconds = measured
            .SelectMany(r => r.ThreadSeconds())
            .GroupBy(p => p.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(p => p.Value), StringComparer.Ordinal);
        var stages = seconds.Keys.Except([.. Before, .. After, .. Sending], StringComparer.Ordinal);
        return [.. OfThread("loop", [.. Before, .. stages, .. After], seconds, wall), .. OfThread("sender", Sending, seconds, wall)];
    }

    private static IEnumerable<Figure> OfThread(string thread, IReadOnlyList<string> parts, Dictionary<string, double> seconds, double wall)
    {
        foreach (var part in parts)
            yield return new Figure($"profile_{thread}_{part}", seconds.GetValueOrDefault(part) / wall, MeaningOf(part));
        yield return new Figure($"profile_{thread}_rest", 1 - (parts.Sum(p => seconds.GetValueOrDefault(p)) / wall), RestOf(thread));
    }

    private static string RestOf(string thread) =>
        thread == "sender" ? "the thread had nothing to send, or took records over" : "between the parts; below 0 where sampling counted too much";

    private static string MeaningOf(string part) =>
        part switch
        {
            "consume" => "taking events over from the client",
            "wait" => "no event was there",
            "seal" => "encoding what changed in a cycle",
            "settle" => "the next cycle was due and the last one not committed yet",
            "produce" => "giving records to the client",
            "commit" => "offsets, transaction and stores",
            _ => $"the {part} stage",
        };
}
