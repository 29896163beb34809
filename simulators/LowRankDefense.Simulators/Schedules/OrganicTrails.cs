using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Simulators.Schedules;

/// <summary>When genuine users click, to draw from.</summary>
/// <remarks>
/// A fake of k clicks takes over the times of up to k successive clicks of a genuine user: of the trail of the one whose click is drawn, cut into
/// stretches of k from a place that is drawn, the stretch that holds it. Where that has fewer, the session of one of them goes on, after pauses drawn from
/// those within sessions. A stretch is drawn by its length, and its b clicks stand for k / b each: every organic click counts the same, so that the
/// histogram of the fakes' clicks is that of the stream.
/// </remarks>
internal sealed class OrganicTrails
{
    // Without a click: the usual end of a session, milliseconds.
    private const double HalfAnHour = 1_800_000;

    private readonly double[] times;
    private readonly int[] starts;
    private readonly int[] trailOf;
    private readonly double[] pauses;
    private readonly double longestPause;
    private readonly double until;

    /// <summary>The trails of a stretch of a stream.</summary>
    /// <param name="organic">The stream.</param>
    /// <param name="clock">Its clock.</param>
    /// <param name="from">Where the stretch begins.</param>
    /// <param name="until">Where it ends; nothing is drawn behind it.</param>
    /// <exception cref="ArgumentException">Nobody clicks in the stretch.</exception>
    public OrganicTrails(IReadOnlyList<Rating> organic, StreamClock clock, double from, double until)
    {
        this.until = until;
        double[][] trails =
        [
            .. organic
                .Select((r, at) => (r.User, Time: clock.TimeOf(r, at)))
                .Where(e => e.Time >= from && e.Time <= until)
                .GroupBy(e => e.User, e => e.Time, StringComparer.Ordinal)
                .Select(own => own.Order().ToArray()),
        ];
        if (trails.Length == 0)
            throw new ArgumentException(
                "No genuine user clicks while the attack lasts, so that there is nothing to mimic: make it longer.",
                nameof(until)
            );
        times = [.. trails.SelectMany(own => own)];
        trailOf = [.. trails.SelectMany((own, trail) => Enumerable.Repeat(trail, own.Length))];
        starts = new int[trails.Length + 1];
        for (var t = 0; t < trails.Length; t++)
            starts[t + 1] = starts[t] + trails[t].Length;
        double[] all = [.. trails.SelectMany(own => own.Zip(own.Skip(1), (before, after) => after - before)).Order()];
        // A stream without times does not say which pauses end a session: those are the longer half.
        longestPause = clock.HasTimes ? HalfAnHour : all.ElementAtOrDefault(all.Length / 2);
        pauses = [.. all.TakeWhile(p => p <= longestPause).DefaultIfEmpty()];
    }

    /// <summary>Times of the clicks of a fake, ascending.</summary>
    /// <param name="clicks">How many, 1 or more.</param>
    /// <param name="random">Source of the draws.</param>
    public double[] Draw(int clicks, SeededRandom random)
    {
        var drawn = random.NextInt(times.Length);
        var (from, to) = (starts[trailOf[drawn]], starts[trailOf[drawn] + 1]);
        if (to - from > clicks)
        {
            // Cuts lie at cut, cut ± k, cut ± 2k …
            var cut = drawn - random.NextInt(clicks);
            (from, to) = (Math.Max(from, cut), Math.Min(to, cut + clicks));
        }

        var (own, next) = (new double[clicks], to - from);
        times.AsSpan(from, next).CopyTo(own);
        var at = EndOfSession(own.AsSpan(0, next), random.NextInt(next));
        for (; next < clicks; next++)
            own[next] = at = Math.Min(until, at + pauses[random.NextInt(pauses.Length)]);
        Array.Sort(own);
        return own;
    }

    // The last of the clicks of the session that one of them is in.
    private double EndOfSession(ReadOnlySpan<double> clicks, int click)
    {
        while (click + 1 < clicks.Length && clicks[click + 1] - clicks[click] <= longestPause)
            click++;
        return clicks[click];
    }
}
