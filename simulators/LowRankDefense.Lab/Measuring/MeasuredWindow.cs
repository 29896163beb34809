namespace LowRankDefense.Lab.Measuring;

/// <summary>The stretch of a run that counts, from 20 % to 98 % of its events: neither start-up nor the last, partly filled transactions.</summary>
/// <param name="From">The first look at which the stretch had begun.</param>
/// <param name="Until">The first look at which it had ended.</param>
internal sealed record MeasuredWindow(RunSample From, RunSample Until)
{
    /// <summary>Share of the events before which nothing counts.</summary>
    public const double Start = 0.2;

    /// <summary>Share of the events behind which nothing counts.</summary>
    public const double End = 0.98;

    // What lies between two commits cannot be seen: fewer of them, and a commit more or less would be a tenth of the figure.
    private const int FewestCommits = 10;

    /// <summary>Events in it.</summary>
    public long Events => Until.Done - From.Done;

    /// <summary>Its length.</summary>
    public double Seconds => Until.Seconds - From.Seconds;

    /// <summary>Events committed per second.</summary>
    public double PerSecond => Events / Seconds;

    /// <summary>Processor time per event, in microseconds.</summary>
    public double CpuMicroseconds => (Until.CpuSeconds - From.CpuSeconds) / Events * 1e6;

    /// <summary>Processor time of the broker per event, in microseconds; null where it is not known.</summary>
    public double? BrokerCpuMicroseconds => (Until.BrokerCpuSeconds - From.BrokerCpuSeconds) / Events * 1e6;

    /// <summary>Whether <paramref name="done"/> of <paramref name="events"/> events lie behind the beginning of the stretch.</summary>
    public static bool HasBegun(long done, long events) => done >= Start * events;

    /// <summary>Whether <paramref name="done"/> of <paramref name="events"/> events lie behind its end.</summary>
    public static bool HasEnded(long done, long events) => done >= End * events;

    /// <summary>The stretch of a run.</summary>
    /// <param name="samples">Looks at the run, in order.</param>
    /// <param name="events">Events of the whole run, 1 or more.</param>
    /// <returns>Null where fewer than ten commits were seen in it: there is nothing to measure.</returns>
    public static MeasuredWindow? Of(IReadOnlyList<RunSample> samples, long events)
    {
        var inside = samples.SkipWhile(s => !HasBegun(s.Done, events)).ToList();
        var end = inside.FindIndex(s => HasEnded(s.Done, events));
        var commits = inside.Take(end + 1).Select(s => s.Done).Distinct().Count() - 1;
        return commits >= FewestCommits ? new MeasuredWindow(inside[0], inside[end]) : null;
    }
}
