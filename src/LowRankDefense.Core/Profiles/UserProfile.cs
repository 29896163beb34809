using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Interactions;

namespace LowRankDefense.Core.Profiles;

/// <summary>What is known of one user. Mutable, owned by one consuming loop.</summary>
/// <remarks>
/// The user's row of the interaction matrix holds the latest value of each remembered item once. The evidence of the detectors in force follows the
/// row item by item; an event costs the same for a short and for a full profile.
/// </remarks>
public sealed class UserProfile
{
    private readonly ProfileOptions options;
    private readonly EventWindow events;
    private readonly ProfileRow row = new();
    private readonly RecentIds recentIds;
    private readonly ProfileEvidence evidence = new();

    /// <summary>The profile of a user of whom nothing is known.</summary>
    public UserProfile(string user, ProfileOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (User, this.options, events, recentIds) = (user, options, new EventWindow(), new RecentIds(options.DuplicateWindow));
    }

    /// <summary>A profile as it was; takes over <paramref name="events"/> and <paramref name="recentIds"/>.</summary>
    internal UserProfile(string user, ProfileOptions options, in ProfileHead head, EventWindow events, RecentIds recentIds)
    {
        (User, this.options, this.events, this.recentIds) = (user, options, events, recentIds);
        (Status, TotalEvents, Published, Held, FirstSeen, Score, ScoredBy) = head;
        foreach (ref readonly var remembered in events.Span)
            row.Add(remembered.Item, remembered.Value, out _);
    }

    /// <summary>User id.</summary>
    public string User { get; }

    /// <summary>What the guard holds of the user; <see cref="UserStatus.Probation"/> at first.</summary>
    public UserStatus Status { get; set; }

    /// <summary>Events accepted since the user was first seen.</summary>
    public long TotalEvents { get; private set; }

    /// <summary>Events of the user that the sanitized stream carries, net of retractions.</summary>
    public long Published { get; set; }

    /// <summary>Newest events held back in probation: in the profile, on no stream yet.</summary>
    public int Held { get; set; }

    /// <summary>Events accepted and neither published nor held: withheld or retracted.</summary>
    public long Quarantined => TotalEvents - Published - Held;

    /// <summary>Whether one more held event would push out the oldest.</summary>
    public bool IsFullOfHeld => Held >= options.Capacity - 1;

    /// <summary>When the first event was processed, Unix milliseconds.</summary>
    public long FirstSeen { get; set; }

    /// <summary>Decision value of the detector that decided last; 0 until there is one.</summary>
    public float Score { get; set; }

    /// <summary>Version of the model that gave <see cref="Score"/>; null until there is one.</summary>
    public string? ScoredBy { get; set; }

    /// <summary>Distinct remembered items: the length that a score and its threshold refer to.</summary>
    public int Length => row.Length;

    /// <summary>The newest events, oldest first; at most <see cref="ProfileOptions.Capacity"/>.</summary>
    public ReadOnlySpan<ProfileEvent> Events => events.Span;

    /// <summary>All but events and ids.</summary>
    internal ProfileHead Head => new(Status, TotalEvents, Published, Held, FirstSeen, Score, ScoredBy);

    /// <summary>The newest ids, those of <see cref="Events"/> and older ones.</summary>
    internal RecentIds Ids => recentIds;

    /// <summary>How far its log has come.</summary>
    internal LogPosition Logged { get; set; }

    /// <summary>Whether an event with this id was accepted within the duplicate window.</summary>
    public bool HasSeen(in EventId id) => recentIds.Contains(id);

    /// <summary>Appends an event; its id must be new (<see cref="HasSeen"/>). Returns whether its item is new to the profile.</summary>
    /// <param name="added">The event.</param>
    /// <param name="detectors">The detectors in force: evidence under others is forgotten.</param>
    public bool Append(in ProfileEvent added, ReadOnlySpan<IDetector> detectors)
    {
        recentIds.Add(added.Id);
        TotalEvents++;
        events.Add(added);
        var isNew = row.Add(added.Item, added.Value, out var before);
        if (!isNew && before != added.Value)
            evidence.Remove(detectors, added.Item, before);
        if (isNew || before != added.Value)
            evidence.Add(detectors, added.Item, added.Value);
        // More than one where the capacity was lowered; none that is held, since no stream carries it yet.
        while (events.Count > Math.Max(options.Capacity, Held + 1))
            ForgetOldest(detectors);
        return isNew;
    }

    /// <summary>The evidence of the profile under <paramref name="detector"/>, summed anew, O(length · evidence), only where it is not current.</summary>
    public ReadOnlySpan<float> EvidenceFor(IDetector detector)
    {
        ArgumentNullException.ThrowIfNull(detector);
        if (!evidence.TryGet(detector, out var sum))
        {
            detector.Begin(sum, User);
            row.AddTo(sum, detector);
        }

        return sum;
    }

    /// <summary>Calls <paramref name="visit"/> with each remembered item once and its latest value, the most recent item first.</summary>
    public void VisitRow(Action<string, float> visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        var visited = new HashSet<string>(row.Length, StringComparer.Ordinal);
        for (var e = events.Count - 1; e >= 0; e--)
        {
            if (visited.Add(events.Span[e].Item))
                visit(events.Span[e].Item, events.Span[e].Value);
        }
    }

    private void ForgetOldest(ReadOnlySpan<IDetector> detectors)
    {
        var oldest = events.TakeOldest();
        if (row.Remove(oldest.Item, out var value))
            evidence.Remove(detectors, oldest.Item, value);
    }
}
