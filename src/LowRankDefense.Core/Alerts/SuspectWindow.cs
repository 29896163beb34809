using System.Runtime.InteropServices;

namespace LowRankDefense.Core.Alerts;

/// <summary>Users found fake within a sliding window and how many of them have each item; every change can be taken back until it is committed.</summary>
/// <remarks>A suspect costs O(its items) to come and to go, whatever the size of the burst.</remarks>
internal sealed class SuspectWindow
{
    private readonly LinkedList<Suspect> byTime = [];
    private readonly Dictionary<string, LinkedListNode<Suspect>> byUser = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
    private readonly List<Change> changes = [];
    private int sealedChanges;
    private long arrivals;
    private long reportedUntil;
    private long reportedUntilSealed;
    private long reportedUntilCommitted;

    /// <summary>Suspects in the window, in the order in which they were found.</summary>
    public IReadOnlyCollection<Suspect> Suspects => byTime;

    /// <summary>Suspects in the window that no alert has named yet.</summary>
    public int Unreported { get; private set; }

    /// <summary>How many suspects have each item.</summary>
    public IReadOnlyDictionary<string, int> Counts => counts;

    /// <summary>Adds a suspect as the newest; one who is in the window already moves to its end.</summary>
    public void Add(string user, IReadOnlySet<string> items, long time)
    {
        Remove(user);
        var node = byTime.AddLast(new Suspect(user, items, time, ++arrivals));
        Enter(node);
        changes.Add(new Change(node, Previous: null, Added: true));
    }

    /// <summary>Takes a user out, if there.</summary>
    public void Remove(string user)
    {
        if (!byUser.TryGetValue(user, out var node))
            return;
        changes.Add(new Change(node, node.Previous, Added: false));
        Leave(node);
    }

    /// <summary>Takes out the suspects found before <paramref name="oldest"/>.</summary>
    public void ForgetBefore(long oldest)
    {
        while (byTime.First is { } first && first.Value.Time < oldest)
            Remove(first.Value.User);
    }

    /// <summary>Says that an alert has named all suspects in the window.</summary>
    public void Report() => (reportedUntil, Unreported) = (arrivals, 0);

    /// <summary>Marks the changes so far as those that the next commit keeps.</summary>
    public void Seal() => (sealedChanges, reportedUntilSealed) = (changes.Count, reportedUntil);

    /// <summary>Keeps the changes that are sealed.</summary>
    public void Commit()
    {
        changes.RemoveRange(0, sealedChanges);
        (sealedChanges, reportedUntilCommitted) = (0, reportedUntilSealed);
    }

    /// <summary>Takes back the changes since the last commit, alerts among them.</summary>
    public void Rollback()
    {
        for (var c = changes.Count - 1; c >= 0; c--)
        {
            var change = changes[c];
            if (change.Added)
            {
                Leave(change.Node);
                continue;
            }

            // Undone in reverse order: the one before it is where it was.
            if (change.Previous is null)
                byTime.AddFirst(change.Node);
            else
                byTime.AddAfter(change.Previous, change.Node);
            Enter(change.Node);
        }

        changes.Clear();
        (sealedChanges, reportedUntil) = (0, reportedUntilCommitted);
        Unreported = byTime.Count(s => s.Arrival > reportedUntil);
    }

    private void Enter(LinkedListNode<Suspect> node)
    {
        byUser.Add(node.Value.User, node);
        Unreported += node.Value.Arrival > reportedUntil ? 1 : 0;
        foreach (var item in node.Value.Items)
            CollectionsMarshal.GetValueRefOrAddDefault(counts, item, out _)++;
    }

    private void Leave(LinkedListNode<Suspect> node)
    {
        byTime.Remove(node);
        byUser.Remove(node.Value.User);
        Unreported -= node.Value.Arrival > reportedUntil ? 1 : 0;
        foreach (var item in node.Value.Items)
        {
            if (--CollectionsMarshal.GetValueRefOrAddDefault(counts, item, out _) == 0)
                counts.Remove(item);
        }
    }

    private readonly record struct Change(LinkedListNode<Suspect> Node, LinkedListNode<Suspect>? Previous, bool Added);
}

/// <summary>A user found fake, with the items of the profile at that moment.</summary>
/// <param name="User">User id.</param>
/// <param name="Items">Items of the profile.</param>
/// <param name="Time">When the user was found, Unix milliseconds.</param>
/// <param name="Arrival">Number of the suspect among all that ever entered the window.</param>
internal sealed record Suspect(string User, IReadOnlySet<string> Items, long Time, long Arrival);
