using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Simulators.Schedules;

/// <summary>The time of a stream: Unix milliseconds where all its events have them, else how many events have come.</summary>
internal sealed class StreamClock
{
    private const long Second = 1_000;
    private readonly double[] times;
    private readonly long resolution = 1;

    /// <summary>The clock of a stream.</summary>
    /// <param name="organic">Its events, at least one; where they have no times, in their order.</param>
    public StreamClock(IReadOnlyList<Rating> organic)
    {
        HasTimes = organic.All(r => r.Timestamp is not null);
        times = [.. organic.Select(TimeOf)];
        if (!HasTimes)
            return;
        Array.Sort(times);
        // Where genuine users click at whole seconds, a fraction of one would tell a fake.
        resolution = organic.All(r => r.Timestamp % Second == 0) ? Second : 1;
    }

    /// <summary>Whether it counts milliseconds.</summary>
    public bool HasTimes { get; }

    /// <summary>Time of an event of the stream.</summary>
    /// <param name="rating">The event.</param>
    /// <param name="position">How many come before it in the list.</param>
    public double TimeOf(Rating rating, int position) => HasTimes ? rating.Timestamp!.Value : position;

    /// <summary>The time at which a share of the events has come.</summary>
    /// <param name="share">0 to 1.</param>
    public double At(double share) => HasTimes ? times[Math.Min(times.Length - 1, (int)(share * times.Length))] : share * times.Length;

    /// <summary>A rating at a time.</summary>
    /// <param name="rating">The rating.</param>
    /// <param name="time">Within the stream.</param>
    public Rating Stamp(Rating rating, double time) =>
        HasTimes
            ? rating with
            {
                Timestamp = (long)time / resolution * resolution,
                Place = null,
            }
            : rating with
            {
                Timestamp = null,
                Place = (float)(time / times.Length),
            };
}
