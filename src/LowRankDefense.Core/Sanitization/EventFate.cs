namespace LowRankDefense.Core.Sanitization;

/// <summary>What becomes of the event at hand.</summary>
public enum EventFate : byte
{
    /// <summary>Published on the sanitized stream.</summary>
    Publish,

    /// <summary>Held in the profile.</summary>
    Hold,

    /// <summary>Published on the quarantined stream.</summary>
    Withhold,
}
