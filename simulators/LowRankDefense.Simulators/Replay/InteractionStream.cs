using System.Globalization;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Simulators.Replay;

/// <summary>Turns ratings into the events of a stream, in time order, with fakes merged in.</summary>
public static class InteractionStream
{
    /// <summary>Ratings in time order: by timestamp where all have one, else as they stand.</summary>
    public static IReadOnlyList<Rating> InTimeOrder(IReadOnlyList<Rating> ratings)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        return HaveTimes(ratings) ? [.. ratings.OrderBy(r => r.Timestamp)] : ratings;
    }

    /// <summary>Users arrive one after another and act over a stretch of the stream: many profiles grow at once, each in its own order.</summary>
    /// <param name="ratings">Ratings, each user's in its own order.</param>
    /// <param name="session">Share of the stream over which a user acts, 0 to 1.</param>
    /// <param name="random">Order of arrival and pauses.</param>
    /// <exception cref="ArgumentOutOfRangeException">A session that is no share of the stream.</exception>
    public static IReadOnlyList<Rating> Arriving(IReadOnlyList<Rating> ratings, double session, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        ArgumentNullException.ThrowIfNull(random);
        if (session is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(session), $"A session lasts a share of the stream, 0 to 1, not {session}.");
        var timed = new List<(double Time, Rating Rating)>(ratings.Count);
        foreach (var user in ratings.GroupBy(r => r.User, StringComparer.Ordinal))
        {
            var arrival = random.NextDouble() * (1 - session);
            var times = user.Select(_ => arrival + (session * random.NextDouble())).Order();
            timed.AddRange(times.Zip(user, (time, rating) => (time, rating)));
        }

        return [.. timed.OrderBy(t => t.Time).Select(t => t.Rating)];
    }

    /// <summary>
    /// Fakes in a stream: those with times come at theirs where the stream has times, those with places at theirs. All others are spread evenly over a
    /// stretch of the stream, in their own order, or that of their times where all have one. Who comes without a time is given that of the event before.
    /// </summary>
    /// <param name="genuine">The stream without them; in time order where fakes have times.</param>
    /// <param name="fakes">What is injected.</param>
    /// <param name="from">Share of the stream after which the attack begins, 0 to 1.</param>
    /// <param name="until">Share of the stream at which it has ended, <paramref name="from"/> to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The stretch does not lie within the stream.</exception>
    public static IReadOnlyList<Rating> Inject(IReadOnlyList<Rating> genuine, IReadOnlyList<Rating> fakes, double from, double until)
    {
        ArgumentNullException.ThrowIfNull(genuine);
        ArgumentNullException.ThrowIfNull(fakes);
        if (!(from >= 0 && until >= from && until <= 1))
            throw new ArgumentOutOfRangeException(
                nameof(from),
                $"The attack must begin and end within the stream, 0 to 1 and in this order, not {from} to {until}."
            );
        if (genuine.Count == 0 || !HaveTimes(genuine))
            return Spread(genuine, InTimeOrder(fakes), from, until);
        var stream = Spread(genuine, [.. fakes.Where(f => f.Timestamp is null)], from, until);
        return stream.Count == genuine.Count + fakes.Count
            ? stream
            : InTimeOrder([.. stream, .. fakes.Where(f => f.Timestamp is not null).Select(f => f with { Place = null })]);
    }

    /// <summary>A stream several times over, one after the other; users of every repetition are others: <c>u</c>, <c>u~2</c>, <c>u~3</c> …</summary>
    /// <param name="ratings">The stream.</param>
    /// <param name="times">How often, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than once.</exception>
    public static IReadOnlyList<Rating> Repeated(IReadOnlyList<Rating> ratings, int times)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        return times == 1
            ? ratings
            : [.. Enumerable.Range(1, times).SelectMany(time => ratings.Select(r => time == 1 ? r : r with { User = $"{r.User}~{time}" }))];
    }

    /// <summary>Gives ratings event ids and times: their own, or one millisecond after another, ending before <paramref name="now"/>.</summary>
    /// <param name="ratings">Ratings in the order they are sent.</param>
    /// <param name="now">The present, Unix milliseconds; nothing is dated later.</param>
    public static IEnumerable<Interaction> Events(IReadOnlyList<Rating> ratings, long now)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        for (var i = 0; i < ratings.Count; i++)
        {
            var (user, item, value, timestamp) = ratings[i];
            var time = Math.Min(now, timestamp ?? (now - ratings.Count + i));
            yield return new Interaction($"e-{i.ToString("D8", CultureInfo.InvariantCulture)}", user, item, value, time);
        }
    }

    private static bool HaveTimes(IReadOnlyList<Rating> ratings) => ratings.All(r => r.Timestamp is not null);

    private static List<Rating> Spread(IReadOnlyList<Rating> genuine, IReadOnlyList<Rating> fakes, double from, double until)
    {
        var merged = new List<Rating>(genuine.Count + fakes.Count);
        var (start, stretch) = (from * genuine.Count, (until - from) * genuine.Count);
        (double Position, Rating Rating)[] coming =
        [
            .. fakes
                .Select(
                    (f, k) => (f.Place is { } place ? (double)place * genuine.Count : start + (stretch * k / fakes.Count), f with { Place = null })
                )
                .OrderBy(f => f.Item1),
        ];
        var next = 0;
        for (var i = 0; i <= genuine.Count; i++)
        {
            while (next < coming.Length && (i == genuine.Count || coming[next].Position <= i))
            {
                var fake = coming[next++].Rating;
                merged.Add(genuine.Count == 0 ? fake : fake with { Timestamp = genuine[Math.Max(0, i - 1)].Timestamp });
            }

            if (i < genuine.Count)
                merged.Add(genuine[i]);
        }

        return merged;
    }
}
