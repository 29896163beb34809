namespace LowRankDefense.Streaming.Pipeline;

/// <summary>How far a walk over all profiles of a partition has come. A fresh one starts with the first profile.</summary>
internal sealed class SweepCursor
{
    public string? After { get; private set; }

    public bool Done { get; private set; }

    /// <summary>Whether this is the first walk since the partition was assigned: the one that counts item shares and finds probations.</summary>
    public bool IsFirst { get; private set; } = true;

    public void Advance(string last) => After = last;

    public void Finish()
    {
        Done = true;
        IsFirst = false;
    }

    public void Restart()
    {
        After = null;
        Done = false;
    }
}
