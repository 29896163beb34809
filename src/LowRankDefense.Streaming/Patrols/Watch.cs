namespace LowRankDefense.Streaming.Patrols;

/// <summary>When something was last done that rests after it has worked, and what has come since.</summary>
internal sealed class Watch(TimeProvider time)
{
    // So much of the time of one core is taken at most.
    private const double Duty = 0.05;
    private long last = time.GetTimestamp();
    private TimeSpan rest;
    private int users;
    private long clicks;

    /// <summary>Whether it was ever done.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Time since it was last done, or put off.</summary>
    public TimeSpan Since => time.GetElapsedTime(last);

    /// <summary>Whether it has rested nineteen times as long as it had worked.</summary>
    public bool HasRested => Since >= rest;

    /// <summary>Rows begun since.</summary>
    public int NewUsers(ArrivalLog arrivals) => arrivals.Begun - users;

    /// <summary>Whether anything was clicked since.</summary>
    public bool HasNewClicks(ArrivalLog arrivals) => arrivals.Clicks > clicks;

    /// <summary>Does it: with all that has arrived until now.</summary>
    public void Time(ArrivalLog arrivals, Action work)
    {
        var began = time.GetTimestamp();
        arrivals.Order();
        (users, clicks) = (arrivals.Begun, arrivals.Clicks);
        work();
        HasBegun = true;
        Rest(time.GetElapsedTime(began) * ((1 - Duty) / Duty));
    }

    /// <summary>Does nothing for a while.</summary>
    public void Rest(TimeSpan delay) => (rest, last) = (delay, time.GetTimestamp());
}
