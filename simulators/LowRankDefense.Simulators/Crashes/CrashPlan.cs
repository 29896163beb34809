using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Simulators.Crashes;

/// <summary>When what is killed while a stream is sent.</summary>
public static class CrashPlan
{
    // How far into its stretch of the stream a crash comes: never so near to the next that there is no time between the two.
    private const double Earliest = 0.25;
    private const double Latest = 0.75;

    /// <summary>Crashes spread over a stream, one in each of as many equal stretches, in random order and at a random place of the middle half of its stretch.</summary>
    /// <param name="events">Events of the stream.</param>
    /// <param name="workerKills">How often the worker is killed, 0 or more.</param>
    /// <param name="brokerKills">How often the broker is killed, 0 or more.</param>
    /// <param name="random">Draws order and places.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative number of kills, or fewer than four events for each.</exception>
    public static IReadOnlyList<Crash> Draw(long events, int workerKills, int brokerKills, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegative(workerKills);
        ArgumentOutOfRangeException.ThrowIfNegative(brokerKills);
        CrashTarget[] targets = [.. Enumerable.Repeat(CrashTarget.Worker, workerKills), .. Enumerable.Repeat(CrashTarget.Broker, brokerKills)];
        if (events < 4L * targets.Length)
            throw new ArgumentOutOfRangeException(
                nameof(events),
                $"{targets.Length} crashes take at least {4L * targets.Length} events, not {events}."
            );
        random.Shuffle(targets.AsSpan());
        var stretch = (double)events / Math.Max(1, targets.Length);
        return
        [
            .. targets.Select(
                (target, k) => new Crash(target, (long)Math.Ceiling((k + Earliest + ((Latest - Earliest) * random.NextDouble())) * stretch))
            ),
        ];
    }
}
