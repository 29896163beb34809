namespace LowRankDefense.Core.Profiles;

/// <summary>The newest events of a profile, oldest first and in one piece; forgetting the oldest moves nothing but now and then.</summary>
internal sealed class EventWindow
{
    private ProfileEvent[] buffer = [];
    private int start;

    /// <summary>Number of events.</summary>
    public int Count { get; private set; }

    /// <summary>All events, oldest first.</summary>
    public ReadOnlySpan<ProfileEvent> Span => buffer.AsSpan(start, Count);

    /// <summary>Takes the newest event.</summary>
    public void Add(in ProfileEvent added)
    {
        if (start + Count == buffer.Length)
            MakeRoom();
        buffer[start + Count] = added;
        Count++;
    }

    /// <summary>Gives up the oldest event.</summary>
    public ProfileEvent TakeOldest()
    {
        var oldest = buffer[start];
        buffer[start] = default;
        start++;
        Count--;
        return oldest;
    }

    // A buffer a quarter of which is free is moved together, else it grows by half: either way O(1) an event in the mean.
    private void MakeRoom()
    {
        var target = 4 * start >= buffer.Length && start > 0 ? buffer : new ProfileEvent[Math.Max(4, buffer.Length + (buffer.Length / 2))];
        Span.CopyTo(target);
        if (ReferenceEquals(target, buffer))
            buffer.AsSpan(Count, start).Clear();
        (buffer, start) = (target, 0);
    }
}
