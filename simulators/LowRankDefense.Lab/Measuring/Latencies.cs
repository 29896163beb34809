using System.Diagnostics;

namespace LowRankDefense.Lab.Measuring;

/// <summary>How long each event of a stream took from its sender to a reader. One thread sends, another reads.</summary>
/// <param name="events">Events of the stream, numbered from 0 in the order they are sent.</param>
internal sealed class Latencies(int events)
{
    private readonly long[] sent = new long[events];
    private readonly double[] milliseconds = new double[events];

    /// <summary>Event <paramref name="number"/> is sent now.</summary>
    public void Sent(int number) => Volatile.Write(ref sent[number], Stopwatch.GetTimestamp());

    /// <summary>Event <paramref name="number"/> is read now; where it is read again, the first time counts.</summary>
    public void Read(int number) => Took(number, Stopwatch.GetElapsedTime(Volatile.Read(ref sent[number])).TotalMilliseconds);

    /// <summary>Event <paramref name="number"/> took so many milliseconds, more than 0; the first time counts.</summary>
    public void Took(int number, double time)
    {
        if (milliseconds[number] <= 0)
            milliseconds[number] = time;
    }

    /// <summary>What was measured of the events from 20 % to 98 % of the stream, shortest first; those that were never read are left out.</summary>
    public double[] Measured() =>
        [
            .. milliseconds
                .Where((time, number) => MeasuredWindow.HasBegun(number, events) && !MeasuredWindow.HasEnded(number, events) && time > 0)
                .Order(),
        ];

    /// <summary>Events sent per second, from 20 % to 98 % of the stream; null where they are too few to say.</summary>
    public double? SentPerSecond()
    {
        var (first, last) = ((int)Math.Ceiling(MeasuredWindow.Start * events), (int)(MeasuredWindow.End * events) - 1);
        return last <= first ? null : (last - first) / Stopwatch.GetElapsedTime(sent[first], sent[last]).TotalSeconds;
    }

    /// <summary>The smallest value that at least the share <paramref name="p"/> of the values do not exceed (nearest rank).</summary>
    /// <param name="sorted">Values, smallest first.</param>
    /// <param name="p">Above 0, at most 1.</param>
    /// <returns>Null where there are no values.</returns>
    public static double? Percentile(IReadOnlyList<double> sorted, double p) =>
        sorted.Count == 0 ? null : sorted[Math.Max(0, (int)Math.Ceiling(p * sorted.Count) - 1)];
}
