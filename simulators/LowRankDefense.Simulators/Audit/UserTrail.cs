using LowRankDefense.Core.Interactions;

namespace LowRankDefense.Simulators.Audit;

/// <summary>What one user sent, and what came of it in the order it did. Events are known by the order they were sent in, from 0.</summary>
internal sealed class UserTrail(string user)
{
    private readonly Dictionary<EventId, int> newestOf = [];
    private readonly List<int> earlierOfSameId = [];

    /// <summary>User id.</summary>
    public string User { get; } = user;

    /// <summary>The user's events, those that were rejected among them.</summary>
    public List<SentEvent> Sent { get; } = [];

    /// <summary>Publications, a list for each stretch between retractions; the last one is in force.</summary>
    public List<List<int>> Published { get; } =
    [
        [],
    ];

    /// <summary>Events on the quarantined stream.</summary>
    public List<int> Withheld { get; } = [];

    /// <summary>Events that the profile holds in probation.</summary>
    public List<int> Held { get; } = [];

    /// <summary>Retractions that had nothing to retract.</summary>
    public int EmptyRetractions { get; private set; }

    /// <summary>Times the user was found fake.</summary>
    public int Quarantines { get; private set; }

    /// <summary>Whether the user's last verdict is fake.</summary>
    public bool IsFake { get; private set; }

    /// <summary>The next event the user sent.</summary>
    public void Send(SentEvent sent)
    {
        earlierOfSameId.Add(newestOf.TryGetValue(sent.Event.Id, out var earlier) ? earlier : -1);
        newestOf[sent.Event.Id] = Sent.Count;
        Sent.Add(sent);
    }

    /// <summary>Whether the user sent an event with this id.</summary>
    public bool Knows(EventId id) => newestOf.ContainsKey(id);

    /// <summary>All ids the user sent.</summary>
    public IEnumerable<EventId> Ids => newestOf.Keys;

    /// <summary>The accepted event of an id that the user sent: of several the first after <paramref name="list"/>'s last; −1 where all were rejected.</summary>
    public int Find(EventId id, List<int> list)
    {
        var after = list.Count == 0 ? -1 : list[^1];
        var (first, next) = (-1, -1);
        for (var e = newestOf[id]; e >= 0; e = earlierOfSameId[e])
        {
            if (Sent[e].RejectedAs is not null)
                continue;
            first = e;
            next = e > after ? e : next;
        }

        return next >= 0 ? next : first;
    }

    /// <summary>What was published so far is void.</summary>
    public void Retract()
    {
        if (Published[^1].Count == 0)
            EmptyRetractions++;
        else
            Published.Add([]);
    }

    /// <summary>A verdict; one that repeats the last changes nothing.</summary>
    public void Judge(bool fake)
    {
        Quarantines += fake && !IsFake ? 1 : 0;
        IsFake = fake;
    }
}
