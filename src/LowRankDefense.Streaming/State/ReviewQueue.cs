namespace LowRankDefense.Streaming.State;

/// <summary>Users to be looked at again at a given time though no event of theirs may come, each once; follows the cycle's commit and rollback.</summary>
internal sealed class ReviewQueue
{
    // The dictionary says who is due when; entries of the queue that it does not know of are left over from a rollback.
    private readonly Dictionary<string, long> times = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, long> queue = new();
    private Dictionary<string, long> taken = new(StringComparer.Ordinal);
    private Dictionary<string, long> committing = new(StringComparer.Ordinal);

    /// <summary>Puts <paramref name="user"/> down for <paramref name="at"/> (Unix milliseconds), unless the user is down for some time already.</summary>
    public void Schedule(string user, long at)
    {
        if (times.TryAdd(user, at))
            queue.Enqueue(user, at);
    }

    /// <summary>Whether somebody is due at <paramref name="now"/> (Unix milliseconds).</summary>
    public bool HasDue(long now)
    {
        while (queue.TryPeek(out var user, out var at))
        {
            if (times.TryGetValue(user, out var current) && current == at)
                return at <= now;
            queue.Dequeue();
        }

        return false;
    }

    /// <summary>The user who is due first, who is then no longer scheduled.</summary>
    public bool TryTake(long now, out string user)
    {
        if (!HasDue(now))
        {
            user = "";
            return false;
        }

        queue.TryDequeue(out user!, out var at);
        times.Remove(user);
        taken.TryAdd(user, at);
        return true;
    }

    /// <summary>The cycle has ended, and is to be committed. One at a time.</summary>
    public void Seal() => (taken, committing) = (committing, taken);

    /// <summary>The reviews of the sealed cycle are done.</summary>
    public void Commit() => committing.Clear();

    /// <summary>The reviews since the last commit were undone: who was taken is due again, at the same time, whatever the review has made of it.</summary>
    public void Rollback()
    {
        PutBack(taken);
        // Last, so that the earlier time counts for whom both cycles looked at.
        PutBack(committing);
    }

    private void PutBack(Dictionary<string, long> reviewed)
    {
        foreach (var (user, at) in reviewed)
        {
            times[user] = at;
            queue.Enqueue(user, at);
        }

        reviewed.Clear();
    }
}
