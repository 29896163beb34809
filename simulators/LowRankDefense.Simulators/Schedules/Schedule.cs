using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Simulators.Schedules;

/// <summary>Gives every interaction of a set of fakes its time within the span of a stream.</summary>
/// <remarks>
/// A fake's interactions keep their order, and which fake comes when is drawn: neither an id nor the order of a file tells. Where a stream has no times,
/// a place in it stands for one, see <see cref="Rating.Place"/>.
/// </remarks>
public sealed class Schedule
{
    private readonly ScheduleOptions options;

    /// <summary>A schedule.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option out of its range, an attack that ends behind the stream, or waves that overlap; the message says which.</exception>
    public Schedule(ScheduleOptions options) => this.options = Validated.Options(options);

    /// <summary>Draws the times of fakes.</summary>
    /// <param name="organic">The stream without them: at least one event; where not all have times, in its order.</param>
    /// <param name="fakes">Their interactions, each fake's in its own order; times they have are replaced.</param>
    /// <param name="random">Source of the draws.</param>
    /// <exception cref="ArgumentException">The stream is empty; or for mimicry has no event while the attack lasts.</exception>
    public ScheduledFakes Draw(IReadOnlyList<Rating> organic, IReadOnlyList<Rating> fakes, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(organic);
        ArgumentNullException.ThrowIfNull(fakes);
        ArgumentNullException.ThrowIfNull(random);
        if (organic.Count == 0)
            throw new ArgumentException("A stream without events has no times to give: take one that has some.", nameof(organic));
        var clock = new StreamClock(organic);
        (double From, double Until)[] windows = [.. options.Windows().Select(w => (clock.At(w.From), clock.At(w.Until)))];
        var trails = options.Kind == ScheduleKind.Mimicry ? new OrganicTrails(organic, clock, windows[0].From, windows[0].Until) : null;
        int[][] profiles = [.. Enumerable.Range(0, fakes.Count).GroupBy(i => fakes[i].User, StringComparer.Ordinal).Select(own => own.ToArray())];
        int[] turns = [.. Enumerable.Range(0, profiles.Length)];
        random.Shuffle<int>(turns);
        var (timed, waves) = (fakes.ToArray(), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var (own, turn) in profiles.Zip(turns))
        {
            var wave = turn % windows.Length;
            if (options.Kind == ScheduleKind.Waves)
                waves.Add(fakes[own[0]].User, wave + 1);
            var times = trails?.Draw(own.Length, random) ?? Uniform(own.Length, SlotOf(turn, profiles.Length, windows[wave]), random);
            foreach (var (at, time) in own.Zip(times))
                timed[at] = clock.Stamp(fakes[at], time);
        }

        return new ScheduledFakes(timed, waves);
    }

    // In a drip one fake comes after the other; elsewhere all act at once.
    private (double From, double Until) SlotOf(int turn, int fakes, (double From, double Until) window)
    {
        if (options.Kind != ScheduleKind.Drip)
            return window;
        var each = (window.Until - window.From) / fakes;
        return (window.From + (turn * each), window.From + ((turn + 1) * each));
    }

    private static double[] Uniform(int count, (double From, double Until) window, SeededRandom random)
    {
        var times = new double[count];
        for (var i = 0; i < count; i++)
            times[i] = window.From + ((window.Until - window.From) * random.NextDouble());
        Array.Sort(times);
        return times;
    }
}
