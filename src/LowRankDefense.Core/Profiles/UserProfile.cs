using System.Runtime.InteropServices;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Verdicts;

namespace LowRankDefense.Core.Profiles;

/// <summary>What is known of one user. Mutable, owned by one consuming loop.</summary>
/// <remarks>
/// The user's row of the interaction matrix holds the latest value of each remembered item once. Its projection is kept up to date
/// by one basis row per event; where an event changes what was already there it is recomputed, O(length · rank), at the next score.
/// </remarks>
public sealed class UserProfile(string user, ProfileOptions options)
{
    private readonly List<ProfileEvent> events = [];
    private readonly RecentIds recentIds = new(options.DuplicateWindow);
    private float[] projection = [];
    private string? projectedBy;

    /// <summary>User id.</summary>
    public string User { get; } = user;

    /// <summary>What the guard holds of the user; <see cref="Standing.Probation"/> at first.</summary>
    public Standing Standing { get; set; }

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

    /// <summary>Last decision value; 0 until there is one.</summary>
    public float Score { get; set; }

    /// <summary>Version of the model that gave <see cref="Score"/>; null until there is one.</summary>
    public string? ScoredBy { get; set; }

    /// <summary>Distinct remembered items: the length that a score and its threshold refer to.</summary>
    public int Length { get; private set; }

    /// <summary>The newest events, oldest first; at most <see cref="ProfileOptions.Capacity"/>.</summary>
    public ReadOnlySpan<ProfileEvent> Events => CollectionsMarshal.AsSpan(events);

    /// <summary>Whether an event with this id was accepted within the duplicate window.</summary>
    public bool HasSeen(string id) => recentIds.Contains(id);

    /// <summary>Appends an event; its id must be new (<see cref="HasSeen"/>). Returns whether its item is new to the profile.</summary>
    public bool Append(in ProfileEvent added, IDetector? detector)
    {
        recentIds.Add(added.Id);
        TotalEvents++;
        var earlier = LastIndexOf(added.Item, before: events.Count);
        events.Add(added);
        if (earlier < 0)
        {
            Length++;
            if (IsProjectedBy(detector))
                detector!.Add(projection, added.Item, added.Value);
        }
        else if (events[earlier].Value != added.Value)
        {
            projectedBy = null;
        }

        if (events.Count > options.Capacity)
            ForgetOldest();
        return earlier < 0;
    }

    /// <summary>The projection under <paramref name="detector"/> (length rank), recomputed only where it is not current.</summary>
    public ReadOnlySpan<float> ProjectionBy(IDetector detector)
    {
        if (!IsProjectedBy(detector))
            Project(detector);
        return projection;
    }

    /// <summary>Calls <paramref name="visit"/> with each remembered item once and its latest value.</summary>
    public void VisitRow(Action<string, float> visit)
    {
        for (var e = events.Count - 1; e >= 0; e--)
        {
            if (!OccursAfter(e))
                visit(events[e].Item, events[e].Value);
        }
    }

    internal static UserProfile Restore(string user, ProfileOptions options, ProfileState state)
    {
        var profile = new UserProfile(user, options)
        {
            Standing = state.Standing,
            TotalEvents = state.TotalEvents,
            Published = state.Published,
            Held = state.Held,
            FirstSeen = state.FirstSeen,
            Score = state.Score,
            ScoredBy = state.ScoredBy,
        };
        profile.recentIds.Load(state.RecentIds);
        foreach (var remembered in state.Events)
        {
            if (profile.LastIndexOf(remembered.Item, profile.events.Count) < 0)
                profile.Length++;
            profile.events.Add(remembered);
        }

        return profile;
    }

    internal ProfileState Capture() =>
        new()
        {
            Standing = Standing,
            TotalEvents = TotalEvents,
            Published = Published,
            Held = Held,
            FirstSeen = FirstSeen,
            Score = Score,
            ScoredBy = ScoredBy,
            RecentIds = recentIds.ToArray(),
            Events = [.. events],
        };

    private bool IsProjectedBy(IDetector? detector) => detector is not null && ReferenceEquals(projectedBy, detector.Version);

    private void Project(IDetector detector)
    {
        if (projection.Length != detector.Rank)
            projection = new float[detector.Rank];
        Array.Clear(projection);
        for (var e = 0; e < events.Count; e++)
        {
            if (!OccursAfter(e))
                detector.Add(projection, events[e].Item, events[e].Value);
        }

        projectedBy = detector.Version;
    }

    private void ForgetOldest()
    {
        if (!OccursAfter(0))
        {
            Length--;
            projectedBy = null;
        }

        events.RemoveAt(0);
    }

    private bool OccursAfter(int index)
    {
        var item = events[index].Item;
        for (var e = index + 1; e < events.Count; e++)
        {
            if (string.Equals(events[e].Item, item, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private int LastIndexOf(string item, int before)
    {
        for (var e = before - 1; e >= 0; e--)
        {
            if (string.Equals(events[e].Item, item, StringComparison.Ordinal))
                return e;
        }

        return -1;
    }
}
