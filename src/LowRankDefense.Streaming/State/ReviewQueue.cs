namespace LowRankDefense.Streaming.State;

/// <summary>Users to be looked at again at a given time though no event of theirs may come, each once; follows the cycle's commit and rollback.</summary>
internal sealed class ReviewQueue
{
    private readonly PriorityQueue<string, long> due = new();
    private readonly HashSet<string> scheduled = new(StringComparer.Ordinal);
    private readonly List<(string User, long At)> taken = [];

    /// <summary>Puts <paramref name="user"/> down for <paramref name="at"/> (Unix milliseconds), unless the user is down for some time already.</summary>
    public void Schedule(string user, long at)
    {
        if (scheduled.Add(user))
            due.Enqueue(user, at);
    }

    /// <summary>Whether somebody is due at <paramref name="now"/> (Unix milliseconds).</summary>
    public bool HasDue(long now) => due.TryPeek(out _, out var at) && at <= now;

    /// <summary>The user who is due first, who is then no longer scheduled.</summary>
    public bool TryTake(long now, out string user)
    {
        if (!HasDue(now))
        {
            user = "";
            return false;
        }

        due.TryDequeue(out user!, out var at);
        scheduled.Remove(user);
        taken.Add((user, at));
        return true;
    }

    /// <summary>The reviews since the last commit are done.</summary>
    public void Commit() => taken.Clear();

    /// <summary>The reviews since the last commit were undone: who was taken is due again.</summary>
    public void Rollback()
    {
        foreach (var (user, at) in taken)
            Schedule(user, at);
        taken.Clear();
    }
}
