namespace LowRankDefense.Core.Profiles.Log;

/// <summary>A profile on its way back from its log. What follows from the events is made once, at the end.</summary>
internal sealed class ProfileReplay(ProfileOptions options)
{
    private readonly EventWindow events = new();
    private readonly RecentIds ids = new(options.DuplicateWindow);

    /// <summary>All but events and ids, as of the newest record.</summary>
    public ProfileHead Head { get; set; }

    /// <summary>Takes the hash of an id the event of which is no longer remembered.</summary>
    public void AddId(ulong hash) => ids.Add(hash);

    /// <summary>Takes an event.</summary>
    /// <param name="added">The event, newer than those before.</param>
    /// <param name="isRecent">Whether its id is one of those against which duplicates are recognised.</param>
    public void Add(in ProfileEvent added, bool isRecent)
    {
        events.Add(added);
        if (isRecent)
            ids.Add(RecentIds.Hash(added.Id));
    }

    /// <summary>Forgets the oldest events until <paramref name="count"/> are left.</summary>
    /// <exception cref="InvalidDataException">There are fewer.</exception>
    public void ForgetAllBut(int count)
    {
        if (events.Count < count)
            throw new InvalidDataException($"{events.Count} events of {count} are there");
        while (events.Count > count)
            events.TakeOldest();
    }

    /// <summary>The profile.</summary>
    /// <param name="user">User id.</param>
    /// <param name="snapshot">Generation and bytes of the snapshot.</param>
    /// <param name="deltas">Number and bytes of the deltas.</param>
    /// <exception cref="InvalidDataException">More events are held than remembered.</exception>
    public UserProfile Finish(string user, (uint Generation, int Bytes) snapshot, (int Count, int Bytes) deltas)
    {
        if (Head.Held > events.Count)
            throw new InvalidDataException($"{Head.Held} events are held, {events.Count} remembered");
        return new UserProfile(user, options, Head, events, ids)
        {
            Logged = new LogPosition(
                snapshot.Generation,
                snapshot.Bytes,
                deltas.Count,
                deltas.Bytes,
                Head.TotalEvents,
                Head.FirstSeen,
                Head.ScoredBy
            ),
        };
    }
}
