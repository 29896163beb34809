using LowRankDefense.Core.Profiles;

namespace LowRankDefense.Core.Sanitization;

/// <summary>Where a user stands from now on, and what becomes of the user's events.</summary>
/// <param name="Status">Status of the user.</param>
/// <param name="Event">What becomes of the event at hand, if there is one.</param>
/// <param name="History">What becomes of the user's earlier events.</param>
public readonly record struct AdmissionDecision(UserStatus Status, EventAction Event, HistoryAction History);

/// <summary>What becomes of the event at hand.</summary>
public enum EventAction : byte
{
    /// <summary>Published on the sanitized stream.</summary>
    Publish,

    /// <summary>Held in the profile.</summary>
    Hold,

    /// <summary>Published on the quarantined stream.</summary>
    Withhold,
}

/// <summary>What becomes of the user's earlier events.</summary>
public enum HistoryAction : byte
{
    /// <summary>Nothing changes.</summary>
    Keep,

    /// <summary>Held events are published.</summary>
    Release,

    /// <summary>Published events are retracted, held ones withheld.</summary>
    Retract,

    /// <summary>Every remembered event is published again.</summary>
    Republish,
}
