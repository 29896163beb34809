namespace LowRankDefense.Streaming.State;

/// <summary>How far a walk over all profiles of a partition has come. A fresh one starts with the first profile.</summary>
internal sealed class SweepCursor
{
    /// <summary>The last profile visited; null at the start.</summary>
    public string? After { get; private set; }

    /// <summary>Whether all profiles were visited.</summary>
    public bool Done { get; private set; }

    /// <summary>Whether this is the first walk since the partition was assigned: the one in which stages recover what they keep beside the store.</summary>
    public bool IsFirst { get; private set; } = true;

    /// <summary>Says that the walk has come to <paramref name="last"/>.</summary>
    public void Advance(string last) => After = last;

    /// <summary>Says that the last profile was visited.</summary>
    public void Finish()
    {
        Done = true;
        IsFirst = false;
    }

    /// <summary>Begins again with the first profile.</summary>
    public void Restart()
    {
        After = null;
        Done = false;
    }
}
