namespace LowRankDefense.Lab.Measuring;

/// <summary>How far an attack had come at a moment: the fakes' events, by the time at which each was sent.</summary>
/// <param name="fakes">Ids of the users who are fake.</param>
internal sealed class AttackProgress(IReadOnlySet<string> fakes)
{
    private readonly Dictionary<string, long> last = new(StringComparer.Ordinal);
    private readonly List<long> events = [];

    /// <summary>Takes an event of the stream, in any order.</summary>
    /// <param name="user">Whose it is; only those of fakes count.</param>
    /// <param name="time">When it was sent, Unix milliseconds.</param>
    public void Take(string user, long time)
    {
        if (!fakes.Contains(user))
            return;
        events.Add(time);
        last[user] = Math.Max(time, last.GetValueOrDefault(user, long.MinValue));
    }

    /// <summary>Share of the fakes whose last event was sent at <paramref name="moment"/> or before; null where there is no such moment, or no fake.</summary>
    public double? FakesDone(long? moment) => ShareUpTo(last.Values, moment);

    /// <summary>Share of their events that were sent at <paramref name="moment"/> or before; null likewise.</summary>
    public double? EventsSent(long? moment) => ShareUpTo(events, moment);

    private static double? ShareUpTo(IReadOnlyCollection<long> times, long? moment) =>
        moment is null || times.Count == 0 ? null : (double)times.Count(t => t <= moment) / times.Count;
}
