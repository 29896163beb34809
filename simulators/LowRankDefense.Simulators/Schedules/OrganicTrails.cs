using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Simulators.Schedules;

/// <summary>When genuine users click, to draw from.</summary>
/// <remarks>
/// A fake of k clicks takes over the times of up to k successive clicks of a genuine user: of the trail of the one whose click is drawn, cut into
/// stretches of k from a place that is drawn, the stretch that holds it. Where that has fewer, the rest follows one of its clicks after pauses
/// drawn from those within sessions. A stretch is drawn by its length, and its b clicks stand for k / b each: every organic click counts the same, so that
/// the histogram of the fakes' clicks is that of the stream.
/// </remarks>
internal sealed class OrganicTrails
{
    // The usual end of a session: half an hour without a click.
    private const double LongestPause = 1_800_000;

    private readonly double[] times;
    private readonly int[] starts;
    private readonly int[] trailOf;
    private readonly double[] pauses;
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
        pauses = PausesOf(trails, clock.HasTimes);
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
        for (var at = own[random.NextInt(next)]; next < clicks; next++)
            own[next] = at = Math.Min(until, at + pauses[random.NextInt(pauses.Length)]);
        Array.Sort(own);
        return own;
    }

    // A stream without times does not say which pauses end a session: those are the longer half.
    private static double[] PausesOf(double[][] trails, bool haveTimes)
    {
        double[] all = [.. trails.SelectMany(own => own.Zip(own.Skip(1), (before, after) => after - before)).Order()];
        double[] within = haveTimes ? [.. all.TakeWhile(p => p <= LongestPause)] : all[..((all.Length + 1) / 2)];
        return within.Length == 0 ? [0] : within;
    }
}
