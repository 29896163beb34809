using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Verdicts;
using LowRankDefense.Numerics;

namespace LowRankDefense.Core.Sanitization;

/// <summary>Decides where a user stands after a classification, and what becomes of the user's events.</summary>
public sealed class AdmissionPolicy(AdmissionOptions options)
{
    private readonly AdmissionOptions options = Validated.Options(options);

    private bool Holds => options.Mode == AdmissionMode.Probation;

    /// <summary>The decision on a user.</summary>
    /// <param name="profile">The user's profile, the event at hand among its events.</param>
    /// <param name="classification">What the scores say; <see cref="Classification.Undecided"/> where there is no detector or too short a profile.</param>
    /// <param name="clean">Whether nothing speaks against the profile, of whatever length (<see cref="VerdictPolicy.IsClean"/>); true where there is no detector (the guard fails open).</param>
    /// <param name="now">The present, Unix milliseconds.</param>
    public AdmissionDecision Decide(UserProfile profile, Classification classification, bool clean, long now)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var after = Next(profile, classification, clean, now);
        var (own, earlier) = ActionsFor(profile, after);
        return new AdmissionDecision(after, own, earlier);
    }

    /// <summary>When a user in probation is to be looked at again though no event came, Unix milliseconds.</summary>
    /// <param name="since">When the wait began, Unix milliseconds.</param>
    public long ReviewAt(long since) => since + (long)Math.Max(1, options.HoldFor.TotalMilliseconds);

    private UserStatus Next(UserProfile profile, Classification classification, bool clean, long now)
    {
        if (classification == Classification.Fake)
            return UserStatus.Quarantined;
        if (profile.Status != UserStatus.Probation)
            return classification == Classification.Genuine ? UserStatus.Admitted : profile.Status;
        if (!Holds)
            return classification == Classification.Genuine ? UserStatus.Admitted : UserStatus.Probation;
        // A profile that can hold no further event ends its probation: nothing may be lost.
        var waited = profile.Length >= options.HoldEvents || now - profile.FirstSeen >= options.HoldFor.TotalMilliseconds;
        return profile.IsFullOfHeld || (clean && waited) ? UserStatus.Admitted : UserStatus.Probation;
    }

    private (EventAction Event, HistoryAction History) ActionsFor(UserProfile profile, UserStatus after) =>
        (profile.Status, after) switch
        {
            (UserStatus.Quarantined, UserStatus.Quarantined) => (EventAction.Withhold, HistoryAction.Keep),
            (_, UserStatus.Quarantined) => (EventAction.Withhold, HistoryAction.Retract),
            (UserStatus.Quarantined, UserStatus.Admitted) => (EventAction.Publish, HistoryAction.Republish),
            (UserStatus.Probation, UserStatus.Admitted) => (EventAction.Publish, HistoryAction.Release),
            (_, UserStatus.Admitted) => (EventAction.Publish, HistoryAction.Keep),
            _ when Holds => (EventAction.Hold, HistoryAction.Keep),
            // Held in the other mode, before a restart: they come before what is published now.
            _ => (EventAction.Publish, profile.Held > 0 ? HistoryAction.Release : HistoryAction.Keep),
        };
}
