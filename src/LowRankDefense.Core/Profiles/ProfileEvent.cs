using LowRankDefense.Core.Interactions;

namespace LowRankDefense.Core.Profiles;

/// <summary>An interaction as its user's profile remembers it.</summary>
/// <param name="Id">Event id.</param>
/// <param name="Item">Item id.</param>
/// <param name="Value">Strength of the interaction.</param>
/// <param name="Timestamp">Unix milliseconds.</param>
public readonly record struct ProfileEvent(EventId Id, string Item, float Value, long Timestamp);
